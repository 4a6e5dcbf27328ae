import Entities

/// An alias of a registered model as a place where a version serves.
struct AliasPlace {
    let model: RegisteredModel
    let alias: String

    init(_ model: RegisteredModel, _ alias: String) {
        self.model = model
        self.alias = alias
    }

    /// Model, whose name may hold an `@`, and alias of `MODEL@ALIAS`; nil for any other text.
    static func parts(of name: String) -> (model: String, alias: String)? {
        guard let sign = name.lastIndex(of: "@") else { return nil }
        let (model, alias) = (String(name[..<sign]), String(name[name.index(after: sign)...]))
        return model.isEmpty || !isAlias(alias) ? nil : (model, alias)
    }

    /// Whether MLflow takes a name for an alias: `mlflow.utils.validation`.
    static func isAlias(_ name: String) -> Bool {
        let isVersion = name.first?.lowercased() == "v" && name.dropFirst().allSatisfy(\.isNumber)
        return !name.isEmpty && name.utf8.count <= 255 && name.lowercased() != "latest"
            && !(isVersion && name.count > 1)
            && name.unicodeScalars.allSatisfy { scalar in
                scalar == "_" || scalar == "-" || scalar.properties.isAlphabetic
                    || scalar.properties.numericType != nil
            }
    }

    /// The place, and the version that serves there.
    var deployment: Deployment {
        let one = "an alias stands for one version at a time"
        return Deployment(
            id: Deployment.ID(source: model.id.source, name: "\(model.id.name)@\(alias)"),
            kind: "MLflow alias",
            model: model.id.name,
            registry: model.id.source.name,
            serving: model.aliases[alias].map { [Deployment.Serving(version: $0)] } ?? [],
            state: model.aliases[alias] == nil ? .absent : .healthy,
            address: "models:/\(model.id.name)@\(alias)",
            cannot: [.canary: one, .scale: "an alias has no replicas"]
        )
    }
}
