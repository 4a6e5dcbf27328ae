import Foundation
import Pty
import TestKit

/// What a run of the program has printed, and how it ended.
struct Printed {
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

    /// Runs the program, in a folder and with an environment of its own where they are given.
    static func by(
        _ arguments: [String],
        in folder: String? = nil,
        environment: [String: String]? = nil
    ) async throws -> Printed {
        try await offPool {
            let process = Process()
            process.executableURL = URL(filePath: Pty.product("mldeck"))
            process.arguments = arguments
            if let folder { process.currentDirectoryURL = URL(filePath: folder) }
            if let environment { process.environment = environment }
            let (output, errors) = (Pipe(), Pipe())
            process.standardOutput = output
            process.standardError = errors
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            let said = errors.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Printed(
                output: String(decoding: data, as: UTF8.self),
                errors: String(decoding: said, as: UTF8.self),
                status: process.terminationStatus
            )
        }
    }
}
