import Client
import Entities

extension MLflowServer: ArtifactStore {
    /// A file of more bytes than this is not fetched to be looked at.
    private static let largest: Int64 = 4 << 20

    /// The files of a folder, as the server lists them; the models that the run logged are folders.
    public func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        switch question.owner {
        case .run(let run): try await files(of: run.key, in: question.folder)
        case .version(let version): try await files(of: version, in: question.folder)
        }
    }

    private func files(
        of run: String,
        in folder: String
    ) async throws(Failure) -> [Artifact] {
        let models = try await loggedModels(of: run)
        if let place = ModelPlace(folder, among: models) {
            return try await files(ofModel: place.id, in: place.path).map { file in
                var file = file
                file.path = place.name + "/" + file.path
                return file
            }
        }
        let own = try await ownFiles(of: run, in: folder)
        guard folder.isEmpty else { return own }
        let all = own + models.keys.map { Artifact(path: $0, isFolder: true) }
        return all.sorted { $0.path < $1.path }
    }

    /// The files of a folder of the run's own artifacts.
    func ownFiles(of run: String, in folder: String) async throws(Failure) -> [Artifact] {
        var query = [HTTPRequest.Parameter("run_id", run)]
        if !folder.isEmpty { query.append(HTTPRequest.Parameter("path", folder)) }
        return try await list("artifacts/list", query, below: folder)
    }

    private func files(
        ofModel id: String,
        in folder: String
    ) async throws(Failure) -> [Artifact] {
        let query =
            folder.isEmpty ? [] : [HTTPRequest.Parameter("artifact_directory_path", folder)]
        return try await list("logged-models/\(id)/artifacts/directories", query, below: folder)
    }

    private func files(
        of version: ModelVersion.ID,
        in folder: String
    ) async throws(Failure) -> [Artifact] {
        let all = try await versions(of: version.model)
        guard let found = all.first(where: { $0.id == version }) else {
            throw failure(.notFound("\(version.model.name)/\(version.number)"))
        }
        switch VersionPlace(found.source, run: found.run?.key) {
        case .model(let id): return try await files(ofModel: id, in: folder)
        case .run(let run, let path):
            let place = folder.isEmpty ? path : path + "/" + folder
            return try await ownFiles(of: run, in: place).map { file in
                var file = file
                file.path.removeFirst(path.count + 1)
                return file
            }
        case .elsewhere(let address):
            throw failure(.refused(why: "the server cannot list files at \(address)"))
        }
    }

    private func list(
        _ call: String,
        _ query: [HTTPRequest.Parameter],
        below folder: String
    ) async throws(Failure) -> [Artifact] {
        // What does not lie in the folder would be a folder in itself without end.
        let start = folder.isEmpty ? "" : folder + "/"
        var files: [Artifact] = []
        try await read(call, query) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                guard name == "files" else { return }
                try reader.elements { reader throws(JSONError) in
                    if let file = try Artifact(&reader), file.path.hasPrefix(start) {
                        files.append(file)
                    }
                }
            }
        }
        return files.sorted { $0.path < $1.path }
    }

    /// The beginning of a file; the server sends only whole ones, so a large one is not fetched.
    public func preview(
        _ question: ArtifactPreview
    ) async throws(Failure) -> ArtifactPreview.Answer {
        let parts = question.path.split(separator: "/")
        let folder = parts.dropLast().joined(separator: "/")
        let listed = try await files(Artifacts(of: question.owner, folder: folder))
        guard let file = listed.first(where: { $0.path == question.path && !$0.isFolder }) else {
            throw failure(.notFound("file \(question.path)"))
        }
        guard let size = file.size, size <= Self.largest else {
            throw failure(.refused(why: "\(file.name) is too large to be fetched for a look"))
        }
        let bytes = try await ask(request(for: question))
        return ArtifactPreview.Answer(
            bytes: Array(bytes.prefix(ArtifactPreview.limit)),
            isCut: bytes.count > ArtifactPreview.limit
        )
    }

    private func request(for file: ArtifactPreview) async throws(Failure) -> HTTPRequest {
        let path = HTTPRequest.Parameter("path", file.path)
        switch file.owner {
        case .version(let version):
            let query: [HTTPRequest.Parameter] = [
                .init("name", version.model.name), .init("version", "\(version.number)"), path,
            ]
            return HTTPRequest(.get, "model-versions/get-artifact", query: query)
        case .run(let run):
            if let place = ModelPlace(file.path, among: try await loggedModels(of: run.key)) {
                let call = "ajax-api/2.0/mlflow/logged-models/\(place.id)/artifacts/files"
                return HTTPRequest(.get, call, query: [.init("artifact_file_path", place.path)])
            }
            return HTTPRequest(.get, "get-artifact", query: [.init("run_id", run.key), path])
        }
    }
}

/// A place in a model that a run has logged.
private struct ModelPlace {
    var name: String
    var id: String
    /// The rest of the path, below the model.
    var path: String

    /// Where a path leads that begins with the name of a model; nil where it does not.
    init?(_ path: String, among models: [String: String]) {
        name = String(path.prefix { $0 != "/" })
        guard let id = models[name] else { return nil }
        self.id = id
        self.path = String(path.dropFirst(name.count + 1))
    }
}

extension Artifact {
    /// One entry of a listing; nil where it has no path.
    fileprivate init?(_ reader: inout JSONReader) throws(JSONError) {
        var (path, isFolder, size): (String?, Bool, Int64?) = (nil, false, nil)
        try reader.members { name, reader throws(JSONError) in
            switch name {
            case "path": path = try reader.text()
            case "is_dir": isFolder = try reader.truth() ?? false
            case "file_size": size = try reader.integer()
            default: break
            }
        }
        guard let path, !path.isEmpty else { return nil }
        self.init(path: path, isFolder: isFolder, size: isFolder ? nil : size)
    }
}
