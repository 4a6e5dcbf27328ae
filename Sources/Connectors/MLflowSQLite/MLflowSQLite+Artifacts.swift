import Client
import Entities
import SQLite

extension MLflowSQLite: ArtifactStore {
    /// The files of a folder of this machine; of artifacts elsewhere it says where they are.
    public func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        try reading { connection in
            switch question.owner {
            case .run(let run): try files(of: run.key, in: question.folder, connection)
            case .version(let version):
                try ArtifactFolder.files(
                    in: root(of: version, connection),
                    below: question.folder
                )
            }
        }
    }

    /// The beginning of a file of this machine.
    public func preview(
        _ question: ArtifactPreview
    ) async throws(Failure) -> ArtifactPreview.Answer {
        try reading { connection in
            switch question.owner {
            case .run(let run):
                let place = try place(question.path, of: run.key, connection)
                return try ArtifactFolder.beginning(of: place.path, in: place.root)
            case .version(let version):
                let root = try root(of: version, connection)
                return try ArtifactFolder.beginning(of: question.path, in: root)
            }
        }
    }

    private func files(
        of run: String,
        in folder: String,
        _ connection: StoreConnection
    ) throws -> [Artifact] {
        guard folder.isEmpty else {
            let place = try place(folder, of: run, connection)
            return try ArtifactFolder.files(in: place.root, below: place.path).map { file in
                Artifact(path: folder + "/" + file.name, isFolder: file.isFolder, size: file.size)
            }
        }
        let root = try root(of: run, connection)
        // From version 3 on models are kept apart from the artifacts of their runs.
        let models = try models(of: run, connection).keys.filter {
            !ArtifactFolder.exists(root + "/" + $0)
        }
        let own =
            models.isEmpty || ArtifactFolder.exists(root)
            ? try ArtifactFolder.files(in: root, below: "") : []
        let all = own + models.map { Artifact(path: $0, isFolder: true) }
        return all.sorted { $0.path < $1.path }
    }

    /// The folder of this machine that a path of a run's artifacts begins in, and the rest of it.
    private func place(
        _ path: String,
        of run: String,
        _ connection: StoreConnection
    ) throws -> (root: String, path: String) {
        let root = try root(of: run, connection)
        let first = path.split(separator: "/").first.map(String.init) ?? ""
        guard !ArtifactFolder.exists(root + "/" + first),
            let model = try models(of: run, connection)[first]
        else { return (root, path) }
        return (try folder(of: model), String(path.dropFirst(first.count + 1)))
    }

    /// The folder of a model's version.
    private func root(of version: ModelVersion.ID, _ connection: StoreConnection) throws -> String {
        let scope = ModelScope(version.model.name, connection.schema)
        let statement = try connection.prepare(
            "SELECT source FROM model_versions \(scope.condition) AND version = ?",
            scope.values + [.integer(Int64(version.number))]
        )
        guard connection.schema.hasRegistry, try statement.step() else {
            throw Failure.Reason.notFound("\(version.model.name)/\(version.number)")
        }
        let uri = statement.text(0) ?? ""
        statement.reset()
        switch VersionPlace(uri, run: nil) {
        case .model(let id): return try folder(of: location(ofModel: id, connection))
        case .run(let run, let path): return try root(of: run, connection) + "/" + path
        case .elsewhere: return try folder(of: uri)
        }
    }

    private func location(ofModel id: String, _ connection: StoreConnection) throws -> String {
        guard connection.schema.hasLoggedModels else {
            throw Failure.Reason.notFound("model \(id)")
        }
        let statement = try connection.prepare(
            "SELECT artifact_location FROM logged_models WHERE model_id = ?",
            [.text(id)]
        )
        guard try statement.step() else { throw Failure.Reason.notFound("model \(id)") }
        defer { statement.reset() }
        return statement.text(0) ?? ""
    }

    private func root(of run: String, _ connection: StoreConnection) throws -> String {
        guard let uri = try artifactURI(of: run, connection) else {
            throw Failure.Reason.notFound("run \(run)")
        }
        return try folder(of: uri)
    }

    /// The folder of this machine that an address names.
    private func folder(of uri: String) throws -> String {
        switch ArtifactLocation(uri) {
        case .folder(let path): return path
        case .elsewhere(let address):
            throw Failure.Reason.refused(
                why: "the files lie at \(address); open the server that serves them"
            )
        }
    }

    /// Where the models lie that a run has logged, by name; the last of one name.
    private func models(
        of run: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> [String: String] {
        guard connection.schema.hasLoggedModels else { return [:] }
        let statement = try connection.prepare(
            """
            SELECT name, artifact_location FROM logged_models
            WHERE source_run_id = ? AND lifecycle_stage = 'active' ORDER BY creation_timestamp_ms
            """,
            [.text(run)]
        )
        var models: [String: String] = [:]
        while try statement.step() { models[statement.text(0) ?? ""] = statement.text(1) ?? "" }
        return models
    }
}
