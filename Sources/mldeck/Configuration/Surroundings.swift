import Foundation
import Glibc

/// Where the program is started: a folder and an environment.
struct Surroundings: Sendable {
    /// The current folder, without links.
    var folder: String
    /// The environment's variables.
    var environment: [String: String]

    /// Those of this process.
    static var current: Surroundings {
        Surroundings(
            folder: resolved(".") ?? "/",
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// One's home, without links; nil where none is set.
    var home: String? {
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return Surroundings.resolved(home) ?? home
    }

    /// A path without links; nil where nothing is there.
    static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(validatingCString: resolved)
    }

    /// The folder in which a path lies.
    static func folder(of path: String) -> String {
        let above = path.split(separator: "/").dropLast().joined(separator: "/")
        return "/" + above
    }
}
