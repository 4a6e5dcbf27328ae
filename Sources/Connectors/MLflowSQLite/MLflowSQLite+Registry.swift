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

    private func readModels(_ connection: StoreConnection) throws(SQLiteError) -> [RegisteredModel]
    {
        let name = connection.modelName
        let tags = try modelTags(connection)
        let aliases = try aliases(connection)
        let latest = try latest(connection)
        let statement = try connection.prepare(
            """
            SELECT \(name), description, creation_time, last_updated_time FROM registered_models
            ORDER BY 1
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
        let name = connection.modelName
        let condition = model == nil ? "" : " AND \(name) = ?1"
        let values = model.map { [Statement.Value.text($0)] } ?? []
        let tags = try pairs(
            "SELECT \(name) || '/' || version, key, value FROM model_version_tags"
                + (model == nil ? "" : " WHERE \(name) = ?1"),
            values,
            connection
        )
        let aliases = try aliases(connection)
        let models = try modelTags(connection)
        let statement = try connection.prepare(
            """
            SELECT \(name), version, description, creation_time, last_updated_time, user_id,
                current_stage, source, run_id, status, status_message
            FROM model_versions WHERE current_stage IS NOT 'Deleted_Internal'\(condition)
            ORDER BY 1, 2 DESC
            """,
            values
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
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: [String: Int]] {
        guard connection.schema.hasAliases else { return [:] }
        let statement = try connection.prepare(
            "SELECT \(connection.modelName), alias, version FROM registered_model_aliases"
        )
        var aliases: [String: [String: Int]] = [:]
        while try statement.step() {
            let alias = statement.text(1) ?? ""
            aliases[statement.text(0) ?? "", default: [:]][alias] = Int(statement.integer(2))
        }
        return aliases
    }

    private func modelTags(
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: [String: String]] {
        try pairs(
            "SELECT \(connection.modelName), key, value FROM registered_model_tags",
            [],
            connection
        )
    }

    private func latest(_ connection: StoreConnection) throws(SQLiteError) -> [String: Int] {
        let statement = try connection.prepare(
            """
            SELECT \(connection.modelName), max(version) FROM model_versions
            WHERE current_stage IS NOT 'Deleted_Internal' GROUP BY 1
            """
        )
        var latest: [String: Int] = [:]
        while try statement.step() { latest[statement.text(0) ?? ""] = Int(statement.integer(1)) }
        return latest
    }

    /// Rows of a name, a key and a value.
    private func pairs(
        _ sql: String,
        _ values: [Statement.Value],
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: [String: String]] {
        let statement = try connection.prepare(sql, values)
        var pairs: [String: [String: String]] = [:]
        while try statement.step() {
            pairs[statement.text(0) ?? "", default: [:]][statement.text(1) ?? ""] =
                statement.text(2) ?? ""
        }
        return pairs
    }
}

extension [String: [String: String]] {
    /// Whether what these are the tags of is a prompt, which MLflow keeps among the models.
    fileprivate func isPrompt(_ model: String) -> Bool {
        self[model]?["mlflow.prompt.is_prompt"] == "true"
    }
}

extension StoreConnection {
    /// A model's name as SQL: in another workspace than MLflow's own, that stands before it.
    fileprivate var modelName: String {
        schema.hasWorkspaces
            ? "CASE workspace WHEN 'default' THEN name ELSE workspace || '/' || name END" : "name"
    }
}
