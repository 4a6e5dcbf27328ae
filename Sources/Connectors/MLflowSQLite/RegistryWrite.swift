import Client
import Entities
import SQLite

/// Writes into MLflow's tables what MLflow itself would: `SqlAlchemyStore` of
/// `mlflow.store.model_registry` merges one row and touches nothing else.
struct RegistryWrite {
    private let work: RegistryWork
    private let database: Database
    private let schema: StoreSchema

    init(_ work: RegistryWork, _ database: Database, _ schema: StoreSchema) {
        (self.work, self.database, self.schema) = (work, database, schema)
    }

    /// Writes, unless what is there is no longer what the step expects.
    func run(comparing step: Plan.Step) throws {
        try database.writing(
            { () throws(any Error) in
                let now = try state()
                guard [step.before, step.after].contains(now) else {
                    throw Failure.Reason.refused(
                        why: "\(step.subject) is \(now), not \(step.before): somebody else"
                            + " changed it"
                    )
                }
                try write()
            },
            mapping: { $0 }
        )
    }

    private func state() throws -> String {
        switch work {
        case .alias(let model, let alias, _):
            let table = RegistryTable.aliases(of: id(model))
            let statement = try database.prepare(
                "SELECT version FROM \(table.name) WHERE \(table.condition(["alias"]))"
            )
            try statement.bind(table.values + [.text(alias)])
            guard try statement.step() else { return RegistryPlan.written(nil as Int?) }
            return RegistryPlan.written(Int(statement.integer(0)))
        case .tag(let owner, let key, _):
            let table = RegistryTable.tags(of: owner)
            return RegistryPlan.written(try Self.text("value", in: table, key: key, database))
        case .describe(.run(let id), _):
            let table = RegistryTable.tags(of: .run(id))
            let text = try Self.text("value", in: table, key: RegistryPlan.note, database)
            return RegistryPlan.written(text ?? "")
        case .describe(let owner, _):
            let table = RegistryTable.own(owner)
            let text = try Self.text("description", in: table, database)
            return RegistryPlan.written(text ?? "")
        }
    }

    private func write() throws {
        switch work {
        case .alias(let model, let alias, let version):
            let table = RegistryTable.aliases(of: id(model))
            try put(
                ["version": version.map { .integer(Int64($0)) }],
                key: ("alias", alias),
                table,
                hasWorkspace: schema.hasWorkspaces
            )
        case .tag(let owner, let key, let value):
            try put(tag: key, value, of: owner)
        case .describe(let owner, let text):
            if case .run = owner { return try put(tag: RegistryPlan.note, text, of: owner) }
            let table = RegistryTable.own(owner)
            let update = "UPDATE \(table.name) SET description = ?, last_updated_time = ?"
            let now = Instant.systemNow.milliseconds
            try run(
                "\(update) WHERE \(table.condition())",
                [.text(text), .integer(now)] + table.values
            )
        }
    }

    private func put(tag key: String, _ value: String?, of owner: TagOwner) throws {
        var hasWorkspace = schema.hasWorkspaces
        if case .run = owner { hasWorkspace = false }
        try put(
            ["value": value.map { .text($0) }],
            key: ("key", key),
            RegistryTable.tags(of: owner),
            hasWorkspace: hasWorkspace
        )
    }

    /// Takes a row away and, where it has a value, puts it in anew.
    private func put(
        _ value: [String: Statement.Value?],
        key: (column: String, value: String),
        _ table: RegistryTable,
        hasWorkspace: Bool
    ) throws {
        var columns = table.keys + [(column: key.column, value: .text(key.value))]
        if hasWorkspace { columns.append((column: "workspace", value: .text("default"))) }
        let condition = columns.map { "\($0.column) = ?" }.joined(separator: " AND ")
        try run("DELETE FROM \(table.name) WHERE \(condition)", columns.map(\.value))
        for case (let column, let value?) in value { columns.append((column, value)) }
        guard columns.count > table.keys.count + (hasWorkspace ? 2 : 1) else { return }
        let names = columns.map(\.column).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try run("INSERT INTO \(table.name) (\(names)) VALUES (\(marks))", columns.map(\.value))
    }

    private func run(_ sql: String, _ values: [Statement.Value]) throws {
        let statement = try database.prepare(sql)
        try statement.bind(values)
        _ = try statement.step()
    }

    private func id(_ model: String) -> RegisteredModel.ID {
        RegisteredModel.ID(source: Source.ID(""), name: model)
    }

    /// A column of an owner's row, of a tag by its key; nil where there is no such row.
    static func text(
        _ column: String,
        in table: RegistryTable,
        key: String? = nil,
        _ database: Database
    ) throws(SQLiteError) -> String? {
        let more = key == nil ? [] : ["key"]
        let statement = try database.prepare(
            "SELECT \(column) FROM \(table.name) WHERE \(table.condition(more))"
        )
        try statement.bind(table.values + (key.map { [.text($0)] } ?? []))
        guard try statement.step() else { return nil }
        defer { statement.reset() }
        return statement.text(0)
    }
}

extension RegistryWork {
    /// The model that is written; empty for a run.
    var model: String {
        switch self {
        case .alias(let model, _, _): model
        case .tag(.model(let id), _, _), .describe(.model(let id), _): id.name
        case .tag(.version(let id), _, _), .describe(.version(let id), _): id.model.name
        case .tag(.run, _, _), .describe(.run, _): ""
        }
    }
}
