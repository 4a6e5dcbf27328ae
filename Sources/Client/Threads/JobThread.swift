import Dispatch
import Glibc
import Synchronization

/// A thread that does what it is handed, in order, and sleeps when there is nothing.
final class JobThread: Sendable {
    typealias Job = @Sendable () -> Void

    private struct Work {
        var jobs: [Job] = []
        var alarms: [(at: ContinuousClock.Instant, job: Job)] = []
    }

    /// What the thread itself keeps: not the `JobThread`, whose end ends it.
    private final class Line: Sendable {
        let work = Mutex(Work())
        let waiting = DispatchSemaphore(value: 0)
        let isClosed = Atomic(false)

        func work(niceness: Int32) {
            // On Linux the niceness set by a thread is its own.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, niceness)
            while !isClosed.load(ordering: .acquiring) {
                let (jobs, next) = take()
                for job in jobs { job() }
                guard jobs.isEmpty else { continue }
                _ = waiting.wait(
                    timeout: next.map { .now() + $0.dispatchInterval } ?? .distantFuture
                )
            }
        }

        /// What is to be done now, and how long until the next alarm.
        private func take() -> (jobs: [Job], next: Duration?) {
            let now = ContinuousClock.now
            return work.withLock { work in
                let due = work.alarms.filter { $0.at <= now }.map(\.job)
                work.alarms.removeAll { $0.at <= now }
                let jobs = work.jobs + due
                work.jobs = []
                return (jobs, work.alarms.map(\.at).min().map { $0 - now })
            }
        }
    }

    private let line = Line()

    /// A thread; the higher its niceness, the more it gives way to others.
    init(niceness: Int32) {
        let line = line
        startThread { line.work(niceness: niceness) }
    }

    deinit {
        line.isClosed.store(true, ordering: .releasing)
        line.waiting.signal()
    }

    /// Does something after all that was handed over before.
    func perform(_ job: @escaping Job) {
        line.work.withLock { $0.jobs.append(job) }
        line.waiting.signal()
    }

    /// Does something when a duration is over.
    func perform(after duration: Duration, _ job: @escaping Job) {
        let at = ContinuousClock.now + duration
        line.work.withLock { $0.alarms.append((at, job)) }
        line.waiting.signal()
    }
}

extension Duration {
    fileprivate var dispatchInterval: DispatchTimeInterval {
        let (seconds, attoseconds) = components
        return .nanoseconds(Int(clamping: seconds * 1_000_000_000 + attoseconds / 1_000_000_000))
    }
}
