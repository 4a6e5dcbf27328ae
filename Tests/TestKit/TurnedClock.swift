import Client
import Entities
import Synchronization

/// A clock that turns as far as anybody sleeps, and does things on the way.
public final class TurnedClock: Sendable {
    private struct State {
        var now = Duration.seconds(1_790_000_000)
        var uptime = Duration.zero
        var due: [(at: Duration, body: @Sendable () -> Void)] = []
        var isStopped = false
    }

    private let state = Mutex(State())

    /// A clock that has not turned yet.
    public init() {}

    /// How far it has turned.
    public var elapsed: Duration { state.withLock(\.uptime) }

    /// Whether it stands: who sleeps waits until it does not.
    public var isStopped: Bool {
        get { state.withLock(\.isStopped) }
        set { state.withLock { $0.isStopped = newValue } }
    }

    /// Does something when it has turned so far from now.
    public func after(_ duration: Duration, _ body: @escaping @Sendable () -> Void) {
        state.withLock { $0.due.append(($0.uptime + duration, body)) }
    }

    /// Sets the time of day without turning.
    public func jump(days: Int) { state.withLock { $0.now += .seconds(days * 86_400) } }

    /// Turns.
    public func pass(_ duration: Duration) {
        let due = state.withLock { state -> [@Sendable () -> Void] in
            state.uptime += duration
            state.now += duration
            let due = state.due.filter { $0.at <= state.uptime }.map(\.body)
            state.due.removeAll { $0.at <= state.uptime }
            return due
        }
        for body in due { body() }
    }

    /// It, for what keeps time.
    public var time: Timekeeper {
        Timekeeper(
            now: { [self] in Instant(milliseconds: Int64(state.withLock(\.now) / .milliseconds(1)))
            },
            sleep: { [self] duration in
                while isStopped { await Task.yield() }
                pass(duration)
                await Task.yield()
                try Task.checkCancellation()
            },
            uptime: { [self] in elapsed }
        )
    }
}
