import Client
import Entities
import Glibc

/// Every store and service that can be opened: a new one is one line in `kinds`.
public enum Stores {
    /// Why a place cannot be opened, as a sentence for a person.
    public struct NothingThere: Error, CustomStringConvertible {
        /// The sentence.
        public let description: String
    }

    /// Opens what a place holds; nil where it is not of its kind.
    private typealias Kind = @Sendable (_ path: String, _ id: Source.ID, Budget) -> (any Connector)?

    private static let kinds: [Kind] = [
        { path, id, budget in MLflowSQLite(id: id, path: path, budget: budget) }
    ]

    /// A connector for each place, each with a name of its own; throws where nothing is there.
    public static func open(_ places: [String], budget: Budget) throws -> [any Connector] {
        var names = Set<String>()
        return try places.map { place in
            let path = try file(at: place)
            let id = Source.ID(unused(path, &names))
            guard let opened = kinds.lazy.compactMap({ $0(path, id, budget) }).first else {
                throw NothingThere(description: "\(place) is of no kind that mldeck can read")
            }
            return opened
        }
    }

    /// The file that a path names itself, or the `mlflow.db` in the folder it names.
    private static func file(at place: String) throws -> String {
        if place.contains("://") {
            throw NothingThere(description: "\(place): servers cannot be opened yet, only files")
        }
        let path = absolute(place)
        guard isFolder(path) else {
            guard access(path, F_OK) == 0 else {
                throw NothingThere(description: "\(place): there is no such file or folder")
            }
            return path
        }
        let inside = path + "/mlflow.db"
        guard access(inside, F_OK) == 0 else {
            throw NothingThere(
                description: "\(place) holds no mlflow.db; `mldeck demo` needs none"
            )
        }
        return inside
    }

    private static func absolute(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    private static func isFolder(_ path: String) -> Bool {
        var information = stat()
        return stat(path, &information) == 0 && information.st_mode & S_IFMT == S_IFDIR
    }

    /// A short name: the file's, or the folder's where the file is called `mlflow.db`.
    private static func unused(_ path: String, _ names: inout Set<String>) -> String {
        let parts = path.split(separator: "/").map(String.init)
        let file = parts.last ?? path
        let base = file == "mlflow.db" && parts.count > 1 ? parts[parts.count - 2] : file
        var name = base
        var number = 2
        while !names.insert(name).inserted {
            name = "\(base)-\(number)"
            number += 1
        }
        return name
    }
}
