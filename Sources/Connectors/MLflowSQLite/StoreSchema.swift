import Entities
import SQLite

/// What of MLflow's tables a file has; they differ between versions.
struct StoreSchema {
    /// The revision of MLflow's migrations, for people.
    let revision: String
    /// Whether metrics are indexed by run, key and step.
    let hasStepIndex: Bool
    /// Whether metrics are indexed by run alone, and so by row within a run.
    let hasRunIndex: Bool
    /// Whether the data that runs read is noted.
    let hasDatasets: Bool
    /// Whether models are kept apart from their runs' artifacts, as from version 3 on.
    let hasLoggedModels: Bool
    /// Whether models are registered in it.
    let hasRegistry: Bool
    /// Whether its models have aliases.
    let hasAliases: Bool
    /// Whether models of the same name may be in several workspaces.
    let hasWorkspaces: Bool

    private static let needed = [
        "experiments": [
            "experiment_id", "name", "lifecycle_stage", "creation_time", "last_update_time",
        ],
        "experiment_tags": ["experiment_id", "key", "value"],
        "runs": [
            "run_uuid", "name", "user_id", "status", "start_time", "end_time", "experiment_id",
            "artifact_uri",
            "lifecycle_stage",
        ],
        "latest_metrics": ["key", "value", "is_nan", "run_uuid"],
        "metrics": ["key", "value", "is_nan", "run_uuid", "step"],
        "params": ["key", "value", "run_uuid"],
        "tags": ["key", "value", "run_uuid"],
    ]

    /// Reads the schema; throws SQLite's error, or what is missing as a reason.
    init(of database: Database) throws {
        for (table, columns) in StoreSchema.needed.sorted(by: { $0.key < $1.key }) {
            let present = try StoreSchema.names(
                database,
                "SELECT name FROM pragma_table_info(?)",
                table
            )
            let missing = columns.filter { !present.contains($0) }
            guard !missing.isEmpty else { continue }
            let what =
                present.isEmpty ? "it has no table \(table)" : "\(table) has no \(missing[0])"
            throw Failure.Reason.unsupported(
                version: "\(what); this is not an MLflow store of version 2 or 3"
            )
        }
        let revisions = try? StoreSchema.names(database, "SELECT version_num FROM alembic_version")
        revision = revisions?.first ?? "unknown"
        let indices = try StoreSchema.names(
            database,
            """
            SELECT l.name FROM pragma_index_list('metrics') l JOIN pragma_index_info(l.name) i
            WHERE (i.seqno = 0 AND i.name = 'run_uuid') OR (i.seqno = 1 AND i.name = 'key')
            GROUP BY l.name HAVING count(*) = 2
            """
        )
        hasStepIndex = !indices.isEmpty
        hasRunIndex = try !StoreSchema.names(
            database,
            """
            SELECT l.name FROM pragma_index_list('metrics') l JOIN pragma_index_info(l.name) i
            GROUP BY l.name HAVING count(*) = 1 AND min(i.name) = 'run_uuid'
            """
        ).isEmpty
        let tables = try StoreSchema.names(
            database,
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        )
        hasDatasets = Set(tables).isSuperset(of: ["datasets", "inputs", "input_tags"])
        hasLoggedModels = tables.contains("logged_models")
        hasRegistry = Set(tables).isSuperset(of: ["registered_models", "model_versions"])
        hasAliases = tables.contains("registered_model_aliases")
        let columns = "SELECT name FROM pragma_table_info(?)"
        hasWorkspaces = try StoreSchema.names(database, columns, "registered_models")
            .contains("workspace")
    }

    private static func names(
        _ database: Database,
        _ sql: String,
        _ parameter: String? = nil
    ) throws(SQLiteError) -> [String] {
        let statement = try database.prepare(sql)
        if let parameter { try statement.bind([.text(parameter)]) }
        var names: [String] = []
        while try statement.step() { names.append(statement.text(0) ?? "") }
        return names
    }
}
