import Synchronization

/// Tells any number of listeners that something changed; each has a stream of its own.
public final class Doorbell: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// A bell that nobody listens to yet.
    public init() {}

    /// A stream of rings; several rings that nobody took are one.
    public func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = state.withLock { state in
            state.listeners[state.next] = continuation
            state.next += 1
            return state.next - 1
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { $0.listeners[id] = nil }
        }
        return stream
    }

    /// Rings for everybody who listens.
    public func ring() {
        let listeners = state.withLock { Array($0.listeners.values) }
        for listener in listeners { listener.yield() }
    }
}
