import Entities
import SQLite

/// A table of MLflow's registry or runs, and which of its rows are of one owner.
struct RegistryTable {
    let name: String
    /// The columns that name the owner, with its values.
    let keys: [(column: String, value: Statement.Value)]

    /// The table with an owner's tags.
    static func tags(of owner: TagOwner) -> RegistryTable {
        switch owner {
        case .run: RegistryTable(name: "tags", keys: keys(of: owner))
        case .model: RegistryTable(name: "registered_model_tags", keys: keys(of: owner))
        case .version: RegistryTable(name: "model_version_tags", keys: keys(of: owner))
        }
    }

    /// The table with the owner itself.
    static func own(_ owner: TagOwner) -> RegistryTable {
        switch owner {
        case .run: tags(of: owner)
        case .model: RegistryTable(name: "registered_models", keys: keys(of: owner))
        case .version: RegistryTable(name: "model_versions", keys: keys(of: owner))
        }
    }

    /// The table with the aliases of a model.
    static func aliases(of model: RegisteredModel.ID) -> RegistryTable {
        RegistryTable(name: "registered_model_aliases", keys: keys(of: .model(model)))
    }

    private static func keys(
        of owner: TagOwner
    ) -> [(column: String, value: Statement.Value)] {
        switch owner {
        case .run(let id): [("run_uuid", .text(id.key))]
        case .model(let id): [("name", .text(id.name))]
        case .version(let id):
            [("name", .text(id.model.name)), ("version", .integer(Int64(id.number)))]
        }
    }

    /// Which rows are the owner's, also by another key.
    func condition(_ more: [String] = []) -> String {
        (keys.map(\.column) + more).map { "\($0) = ?" }.joined(separator: " AND ")
    }

    var values: [Statement.Value] { keys.map(\.value) }
}
