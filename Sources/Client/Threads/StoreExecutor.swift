/// Runs an actor's jobs on a thread of its own, so that files, SQLite and statistics never block
/// Swift's pool, which has no more threads than there are cores.
public final class StoreExecutor: SerialExecutor {
    // Ten steps nicer than the thread that draws: a key comes before any scan.
    private let thread = JobThread(niceness: 10)

    /// An executor with a new thread.
    public init() {}

    /// Puts a job in line.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        thread.perform { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}
