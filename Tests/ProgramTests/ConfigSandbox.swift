import Foundation
import Pty
import TestKit

/// A home and a project of nobody's, in which the program is run.
struct ConfigSandbox {
    /// What a run has printed, and how it ended.
    struct Outcome {
        var output: String
        var errors: String
        var status: Int32

        /// The output as JSON.
        var object: [String: Any] {
            get throws {
                let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
                return value as? [String: Any] ?? [:]
            }
        }
    }

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
    ) async throws -> Outcome {
        let (home, project) = (home, project)
        return try await offPool {
            let process = Process()
            process.executableURL = URL(filePath: Pty.product("mldeck"))
            process.arguments = arguments
            process.currentDirectoryURL = URL(filePath: project)
            let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
            process.environment = ["HOME": home, "PATH": path, "TERM": "xterm-256color"]
                .merging(environment) { $1 }
            let (output, errors) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            let said = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Outcome(
                output: String(decoding: data, as: UTF8.self),
                errors: String(decoding: said, as: UTF8.self),
                status: process.terminationStatus
            )
        }
    }
}
