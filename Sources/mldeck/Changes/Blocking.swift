import Client
import Dispatch
import Synchronization

/// Waits for work that is done elsewhere, for commands that do one thing and end.
func blocking<Result: Sendable>(_ body: @escaping @Sendable () async -> Result) -> Result {
    let (done, result) = (DispatchSemaphore(value: 0), Slot<Result>())
    Task(executorPreference: AskingExecutor.shared) {
        result.fill(await body())
        done.signal()
    }
    while true {
        done.wait()
        if let value = result.value { return value }
    }
}

/// The same for work that fails.
func blocking<Result: Sendable, Problem: Error>(
    _ body: @escaping @Sendable () async throws(Problem) -> Result
) throws(Problem) -> Result {
    let result: Swift.Result<Result, Problem> = blocking {
        do throws(Problem) {
            return .success(try await body())
        } catch {
            return .failure(error)
        }
    }
    return try result.get()
}

private final class Slot<Value: Sendable>: Sendable {
    private let content = Mutex<Value?>(nil)
    var value: Value? { content.withLock { $0 } }
    func fill(_ value: Value) { content.withLock { $0 = value } }
}
