import Client
import Entities
import SQLite

extension MLflowSQLite: ModelRegistry {
    /// Versions of one model whose metrics are read, the newest first, and how many of each.
    private static let measured = (versions: 200, keys: 200)

    /// All models; prompts, which MLflow keeps among them, are left out.
    public func models() async throws(Failure) -> [RegisteredModel] {
        try reading { connection in
            guard connection.schema.hasRegistry else { return [] }
            return try connection.database.snapshot { () throws(SQLiteError) in
                try readModels(connection)
            }
        }
    }

    /// The versions of a model, or of all.
    public func versions(
        of model: RegisteredModel.ID?
    ) async throws(Failure) -> [ModelVersion] {
        try reading { connection in
            guard connection.schema.hasRegistry else { return [] }
            return try connection.database.snapshot { () throws(SQLiteError) in
                try readVersions(of: model?.name, connection)
            }
        }
    }

    /// What the files of a version say, where they are on this machine.
    public func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        try await read(version)
    }

    private func readModels(
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [RegisteredModel] {
        let all = ModelScope(nil, connection.schema)
        let tags = try pairs("key, value FROM registered_model_tags", all, connection)
        let aliases = try aliases(all, connection)
        let latest = try latest(connection)
        let statement = try connection.prepare(
            """
            SELECT \(all.name), description, creation_time, last_updated_time
            FROM registered_models ORDER BY 1
            """
        )
        var models: [RegisteredModel] = []
        while try statement.step() {
            let name = statement.text(0) ?? ""
            guard !tags.isPrompt(name) else { continue }
            models.append(
                RegisteredModel(
                    id: RegisteredModel.ID(source: source.id, name: name),
                    description: statement.text(1) ?? "",
                    created: statement.instant(2),
                    updated: statement.instant(3),
                    tags: tags[name] ?? [:],
                    aliases: aliases[name] ?? [:],
                    latest: latest[name]
                )
            )
        }
        return models
    }

    private func readVersions(
        of model: String?,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [ModelVersion] {
        let scope = ModelScope(model, connection.schema)
        let models = try pairs("key, value FROM registered_model_tags", scope, connection)
        let tags = try pairs(
            "key, value FROM model_version_tags",
            scope,
            connection,
            name: "\(scope.name) || '/' || version"
        )
        let aliases = try aliases(scope, connection)
        let statement = try connection.prepare(
            """
            SELECT \(scope.name), version, description, creation_time, last_updated_time, user_id,
                current_stage, source, run_id, status, status_message
            FROM model_versions \(scope.condition) AND current_stage IS NOT 'Deleted_Internal'
            ORDER BY 1, 2 DESC
            """,
            scope.values
        )
        var versions: [ModelVersion] = []
        while try statement.step() {
            var version = version(statement)
            let (model, number) = (version.id.model.name, version.id.number)
            guard !models.isPrompt(model) else { continue }
            version.tags = tags["\(model)/\(number)"] ?? [:]
            version.aliases = (aliases[model] ?? [:]).filter { $0.value == number }.keys.sorted()
            versions.append(version)
        }
        guard model != nil else { return versions }
        for index in versions.indices.prefix(Self.measured.versions) {
            guard let run = versions[index].run else { continue }
            versions[index].metrics = try metrics(of: run.key, connection)
        }
        return versions
    }

    private func version(_ statement: Statement) -> ModelVersion {
        let model = RegisteredModel.ID(source: source.id, name: statement.text(0) ?? "")
        let stage = statement.text(6) ?? ""
        let run = statement.text(8) ?? ""
        return ModelVersion(
            id: ModelVersion.ID(model: model, number: Int(statement.integer(1))),
            description: statement.text(2) ?? "",
            created: statement.instant(3),
            updated: statement.instant(4),
            user: statement.text(5) ?? "",
            stage: stage == "None" ? "" : stage,
            source: ArtifactLocation.withoutSecrets(of: statement.text(7) ?? ""),
            run: run.isEmpty ? nil : Run.ID(source: source.id, key: run),
            status: ModelVersion.Status(rawValue: statement.text(9) ?? "") ?? .ready,
            statusMessage: statement.text(10) ?? ""
        )
    }

    private func metrics(
        of run: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: Double] {
        let statement = try connection.prepare(
            "SELECT key, value, is_nan FROM latest_metrics WHERE run_uuid = ? LIMIT ?",
            [.text(run), .integer(Int64(Self.measured.keys))]
        )
        var metrics: [String: Double] = [:]
        while try statement.step() {
            metrics[statement.text(0) ?? ""] = statement.metric(1, isNaN: 2)
        }
        return metrics
    }

    private func aliases(
        _ scope: ModelScope,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: [String: Int]] {
        guard connection.schema.hasAliases else { return [:] }
        return try pairs("alias, version FROM registered_model_aliases", scope, connection)
            .mapValues { $0.compactMapValues { Int($0) } }
    }

    private func latest(_ connection: StoreConnection) throws(SQLiteError) -> [String: Int] {
        let statement = try connection.prepare(
            """
            SELECT \(ModelScope(nil, connection.schema).name), max(version) FROM model_versions
            WHERE current_stage IS NOT 'Deleted_Internal' GROUP BY 1
            """
        )
        var latest: [String: Int] = [:]
        while try statement.step() { latest[statement.text(0) ?? ""] = Int(statement.integer(1)) }
        return latest
    }

    /// Keys with values of each model of a scope, or of each version by another `name`.
    private func pairs(
        _ rows: String,
        _ scope: ModelScope,
        _ connection: StoreConnection,
        name: String? = nil
    ) throws(SQLiteError) -> [String: [String: String]] {
        let statement = try connection.prepare(
            "SELECT \(name ?? scope.name), \(rows) \(scope.condition)",
            scope.values
        )
        var pairs: [String: [String: String]] = [:]
        while try statement.step() {
            pairs[statement.text(0) ?? "", default: [:]][statement.text(1) ?? ""] =
                statement.text(2) ?? ""
        }
        return pairs
    }
}

/// A model, or all of them, in SQL.
struct ModelScope {
    /// A model's name: in another workspace than MLflow's own, that stands before it.
    let name: String
    /// Which rows of a table.
    let condition: String
    let values: [Statement.Value]

    init(_ model: String?, _ schema: StoreSchema) {
        name =
            schema.hasWorkspaces
            ? "CASE workspace WHEN 'default' THEN name ELSE workspace || '/' || name END" : "name"
        guard let model else {
            (condition, values) = ("WHERE 1", [])
            return
        }
        guard schema.hasWorkspaces else {
            (condition, values) = ("WHERE name = ?", [.text(model)])
            return
        }
        // No name has a slash in it.
        let parts = model.split(separator: "/", maxSplits: 1).map(String.init)
        let place = parts.count == 2 ? parts : ["default", model]
        (condition, values) = ("WHERE workspace = ? AND name = ?", place.map { .text($0) })
    }
}

extension [String: [String: String]] {
    /// Whether what these are the tags of is a prompt, which MLflow keeps among the models.
    fileprivate func isPrompt(_ model: String) -> Bool {
        self[model]?["mlflow.prompt.is_prompt"] == "true"
    }
}
