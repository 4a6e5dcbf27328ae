import Foundation
import TestKit

/// A home and a project of nobody's, in which the program is run.
struct ConfigSandbox {
    private let folder: TemporaryFolder

    /// An empty home, and in it an empty project.
    static func with<Result>(
        _ body: (ConfigSandbox) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryFolder { folder in
            let sandbox = ConfigSandbox(folder: folder)
            for path in [sandbox.project, sandbox.home + "/.config/mldeck"] {
                try FileManager.default.createDirectory(
                    atPath: path,
                    withIntermediateDirectories: true
                )
            }
            return try await body(sandbox)
        }
    }

    var home: String { folder.file("home").replacing("//", with: "/") }
    var project: String { home + "/ml/project" }
    var ownFile: String { home + "/.config/mldeck/config.yaml" }
    var projectFile: String { project + "/.mldeck.yaml" }

    /// Writes one's own file.
    func configure(_ text: String) throws { try write(text, to: ownFile) }

    /// Writes any file.
    func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    /// Runs the program in the project; an environment comes on top of the least there is.
    func run(
        _ arguments: [String],
        _ environment: [String: String] = [:]
    ) async throws -> Printed {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        let least = ["HOME": home, "PATH": path, "TERM": "xterm-256color"]
        return try await Printed.by(
            arguments,
            in: project,
            environment: least.merging(environment) { $1 }
        )
    }
}
