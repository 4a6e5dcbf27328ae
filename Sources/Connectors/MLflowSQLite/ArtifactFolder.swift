import Entities
import Glibc

/// Files of this machine that runs have left.
enum ArtifactFolder {
    /// More entries than this of one folder are not listed.
    private static let limit = 10_000

    /// Whether something is there.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// The files and folders in a folder below a root.
    static func files(in root: String, below path: String) throws(Failure.Reason) -> [Artifact] {
        let folder = try inside(root, path)
        guard let entries = opendir(folder) else { throw reason(folder) }
        defer { closedir(entries) }
        var files: [Artifact] = []
        while let entry = readdir(entries), files.count < limit {
            let name = name(of: entry)
            guard name != ".", name != ".." else { continue }
            var facts = stat()
            guard stat(folder + "/" + name, &facts) == 0 else { continue }
            let isFolder = facts.st_mode & S_IFMT == S_IFDIR
            let size = isFolder ? nil : Int64(facts.st_size)
            let below = path.isEmpty ? name : path + "/" + name
            files.append(Artifact(path: below, isFolder: isFolder, size: size))
        }
        return files.sorted { $0.path < $1.path }
    }

    /// The beginning of a file below a root; whatever is no plain file is not opened for reading.
    static func beginning(
        of path: String,
        in root: String
    ) throws(Failure.Reason) -> ArtifactPreview.Answer {
        let place = try inside(root, path)
        let file = open(place, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw reason(place) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw .refused(why: "\(place) is no plain file")
        }
        var bytes = [UInt8](repeating: 0, count: ArtifactPreview.limit)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else { throw reason(place) }
        return ArtifactPreview.Answer(
            bytes: Array(bytes.prefix(count)),
            isCut: Int(facts.st_size) > count
        )
    }

    /// The place of a path below a root; one that leads out of it is refused.
    private static func inside(_ root: String, _ path: String) throws(Failure.Reason) -> String {
        guard !path.split(separator: "/").contains("..") else {
            throw .refused(why: "\(path) leads out of the run's artifacts")
        }
        return path.isEmpty ? root : root + "/" + path
    }

    private static func reason(_ path: String) -> Failure.Reason {
        errno == ENOENT
            ? .notFound("file or folder \(path)")
            : .unreachable("\(path): \(String(cString: strerror(errno)))")
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> String {
        withUnsafePointer(to: &entry.pointee.d_name) { start in
            start.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
    }
}
