import Foundation

/// Runs what blocks on a thread of its own: Swift's pool has no more threads than cores.
public func offPool<Result: Sendable>(
    _ body: @escaping @Sendable () throws -> Result
) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}

/// A program beside the test.
public final class Companion: @unchecked Sendable {
    // Process is used by one thread at a time: it is started, then waited for or killed.
    private let process = Process()
    private let output = Pipe()

    /// Starts a program.
    public init(_ program: String, _ arguments: [String]) throws {
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        try process.run()
    }

    /// What it says next.
    public func hear() async throws -> String {
        try await offPool { [output] in
            String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        }
    }

    /// Waits for its end.
    public func wait() async throws { try await offPool { self.process.waitUntilExit() } }

    /// Ends it; a child of Swift's pool has all other signals blocked.
    public func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }
}
