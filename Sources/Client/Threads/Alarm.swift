import Synchronization

/// Wakes one sleeper, once: when its time has come or when it is cancelled.
final class Alarm: Sendable {
    private enum State {
        case unset
        case sleeping(CheckedContinuation<Void, any Error>)
        case over
    }

    private let state = Mutex(State.unset)

    /// Takes the sleeper; one that was cancelled before does not sleep at all.
    func set(_ sleeper: CheckedContinuation<Void, any Error>) {
        let isOver = state.withLock { state in
            if case .over = state { return true }
            state = .sleeping(sleeper)
            return false
        }
        if isOver { sleeper.resume(throwing: CancellationError()) }
    }

    /// The time has come.
    func ring() { take()?.resume() }

    /// The sleeper is no longer needed.
    func cancel() { take()?.resume(throwing: CancellationError()) }

    private func take() -> CheckedContinuation<Void, any Error>? {
        state.withLock { state in
            defer { state = .over }
            if case .sleeping(let sleeper) = state { return sleeper }
            return nil
        }
    }
}
