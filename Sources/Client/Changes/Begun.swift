/// A rollout that has begun.
public struct Begun: Sendable {
    /// Its number.
    public let rollout: Int
    private let task: Task<Void, Never>

    init(rollout: Int, task: Task<Void, Never>) {
        self.rollout = rollout
        self.task = task
    }

    /// Waits for its end.
    public func finished() async { await task.value }
}
