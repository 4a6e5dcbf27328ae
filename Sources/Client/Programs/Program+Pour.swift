import Glibc
import Subprocess
import SystemPackage

extension Program {
    /// Runs it for as long as it likes, hands over what it prints, and returns its exit code.
    ///
    /// `started` is told the number of its process, which leads a group of its own.
    func pour(
        started: @Sendable (Int32) -> Void,
        into take: @Sendable ([UInt8]) async throws(Errno) -> Void
    ) async throws(Problem) -> Int32 {
        do {
            let file = try inputFile()
            let ended = try await Subprocess.run(
                configuration,
                input: .fileDescriptor(file, closeAfterSpawningProcess: true),
                output: .sequence,
                error: .combinedWithOutput
            ) { execution in
                started(execution.processIdentifier.value)
                for try await buffer in execution.standardOutput {
                    try await take(buffer.withUnsafeBytes { Array($0) })
                    try Task.checkCancellation()
                }
            }
            return ended.terminationStatus.shellCode
        } catch {
            throw problem(Task.isCancelled ? "was ended" : "cannot be run: \(reason(error))")
        }
    }
}
