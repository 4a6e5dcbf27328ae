import Client
import Entities

extension MLflowServer: ArtifactStore {
    /// A file of more bytes than this is not fetched to be looked at.
    private static let largest: Int64 = 4 << 20

    /// The files of a folder, as the server lists them.
    public func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        var query = [HTTPRequest.Parameter("run_id", question.run.key)]
        if !question.folder.isEmpty {
            query.append(HTTPRequest.Parameter("path", question.folder))
        }
        // What does not lie in the folder would be a folder in itself without end.
        let start = question.folder.isEmpty ? "" : question.folder + "/"
        var files: [Artifact] = []
        try await read("artifacts/list", query) { reader throws(JSONError) in
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
        let listed = try await files(Artifacts(run: question.run, folder: folder))
        guard let file = listed.first(where: { $0.path == question.path && !$0.isFolder }) else {
            throw failure(.notFound("file \(question.path)"))
        }
        guard let size = file.size, size <= Self.largest else {
            throw failure(.refused(why: "\(file.name) is too large to be fetched for a look"))
        }
        let query = [
            HTTPRequest.Parameter("run_id", question.run.key),
            HTTPRequest.Parameter("path", question.path),
        ]
        let bytes = try await ask(HTTPRequest(.get, "get-artifact", query: query))
        return ArtifactPreview.Answer(
            bytes: Array(bytes.prefix(ArtifactPreview.limit)),
            isCut: bytes.count > ArtifactPreview.limit
        )
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
