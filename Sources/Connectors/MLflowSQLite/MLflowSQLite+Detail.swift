import Client
import Entities
import SQLite

extension MLflowSQLite: RunSource {
    /// The run with everything that the file holds of it but its samples.
    public func detail(_ question: WholeRun) async throws(Failure) -> RunDetail {
        try reading { connection in
            try beginIndexing(connection)
            let id = question.run.key
            guard let uri = try artifactURI(of: id, connection) else {
                throw Failure.Reason.notFound("run \(id)")
            }
            return try connection.database.snapshot { () throws(SQLiteError) in
                RunDetail(
                    run: try run(id, .all, connection),
                    artifactURI: ArtifactLocation(uri).description,
                    datasets: try datasets(of: id, connection)
                )
            }
        }
    }

    /// Where a run's artifacts lie; nil where there is no such run.
    func artifactURI(
        of id: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> String? {
        let statement = try connection.prepare(
            "SELECT artifact_uri FROM runs WHERE run_uuid = ?",
            [.text(id)]
        )
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) ?? "" : nil
    }

    private func datasets(
        of id: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [Dataset] {
        guard connection.schema.hasDatasets else { return [] }
        let statement = try connection.prepare(
            """
            SELECT d.name, d.digest, d.dataset_source, d.dataset_profile,
                (SELECT t.value FROM input_tags t
                 WHERE t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context')
            FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id
            WHERE i.source_type = 'DATASET' AND i.destination_type = 'RUN' AND i.destination_id = ?
            ORDER BY d.name, d.digest
            """,
            [.text(id)]
        )
        var datasets: [Dataset] = []
        while try statement.step() {
            datasets.append(
                Dataset(
                    name: statement.text(0) ?? "",
                    digest: statement.text(1) ?? "",
                    context: statement.text(4) ?? "",
                    source: statement.text(2) ?? "",
                    profile: statement.text(3) ?? ""
                )
            )
        }
        return datasets
    }
}
