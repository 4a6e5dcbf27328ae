/// Runs tasks, and the work behind them, on one thread that sleeps while nothing happens.
///
/// Swift's own pool wakes up once a second on Linux for as long as it exists.
public final class AskingExecutor: TaskExecutor {
    /// The one that all pollers share: nothing that runs on it may block.
    public static let shared = AskingExecutor()

    private let thread = JobThread(niceness: 0)

    /// One with a thread of its own.
    init() {}

    /// Puts a job in line.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        thread.perform { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }

    /// Waits; throws at once when the task is cancelled.
    func sleep(_ duration: Duration) async throws {
        let alarm = Alarm()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                alarm.set(continuation)
                thread.perform(after: duration) { alarm.ring() }
            }
        } onCancel: {
            alarm.cancel()
        }
    }
}
