import Dispatch
import Glibc
import Synchronization

/// Runs an actor's jobs on a thread of its own, so that files, SQLite and statistics never block
/// Swift's pool, which has no more threads than there are cores.
public final class StoreExecutor: SerialExecutor {
    private final class Line: Sendable {
        let jobs = Mutex<[(UnownedJob, UnownedSerialExecutor)]>([])
        let waiting = DispatchSemaphore(value: 0)
        let isClosed = Atomic(false)

        func take() -> [(UnownedJob, UnownedSerialExecutor)] {
            jobs.withLock { jobs in
                defer { jobs.removeAll(keepingCapacity: true) }
                return jobs
            }
        }
    }

    private let line = Line()

    /// An executor whose thread gives way to the one that draws.
    public init() {
        let passed = Unmanaged.passRetained(line)
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_create(
            &thread,
            &attributes,
            { argument in
                guard let argument else { return nil }
                StoreExecutor.work(Unmanaged<Line>.fromOpaque(argument).takeRetainedValue())
                return nil
            },
            passed.toOpaque()
        )
        pthread_attr_destroy(&attributes)
    }

    deinit {
        line.isClosed.store(true, ordering: .releasing)
        line.waiting.signal()
    }

    /// Puts a job in line.
    public func enqueue(_ job: consuming ExecutorJob) {
        let entry = (UnownedJob(job), asUnownedSerialExecutor())
        line.jobs.withLock { $0.append(entry) }
        line.waiting.signal()
    }

    private static func work(_ line: Line) {
        // On Linux the niceness set by a thread is its own.
        setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
        while true {
            line.waiting.wait()
            for (job, executor) in line.take() { job.runSynchronously(on: executor) }
            if line.isClosed.load(ordering: .acquiring) { return }
        }
    }
}
