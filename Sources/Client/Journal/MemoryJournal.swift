import Entities
import Synchronization

/// A journal's lines in memory: what is written there is gone with the program.
public final class MemoryJournal: JournalStorage {
    private struct State {
        var bytes: [UInt8] = []
        var end = JournalChain.empty
        var locks: Set<String> = []
        var notes: [String: [UInt8]] = [:]
    }

    private let state = Mutex(State())
    private let bell = Doorbell()

    /// Nothing yet.
    public init() {}

    /// Appends.
    public func append(
        _ lines: (JournalChain) throws(Failure.Reason) -> (bytes: [UInt8], end: JournalChain)
    ) throws(Failure.Reason) {
        try state.withLock { state throws(Failure.Reason) in
            let (bytes, end) = try lines(state.end)
            state.bytes += bytes
            state.end = end
        }
        bell.ring()
    }

    /// The bytes of a range.
    public func read(_ range: Range<Int>) throws(Failure.Reason) -> [UInt8] {
        state.withLock { Array($0.bytes[range.clamped(to: $0.bytes.indices)]) }
    }

    /// The end.
    public func head() -> JournalChain? { state.withLock(\.end) }

    /// Takes a lock.
    public func lock(_ name: String) throws(Failure.Reason) -> any JournalLock {
        guard state.withLock({ $0.locks.insert(name).inserted }) else {
            throw .refused(why: "somebody else is changing it right now")
        }
        return Lock { [weak self] in self?.state.withLock { _ = $0.locks.remove(name) } }
    }

    /// Whether somebody holds a lock.
    public func isLocked(_ name: String) -> Bool { state.withLock { $0.locks.contains(name) } }

    /// What is kept under a name.
    public func note(_ name: String) -> [UInt8]? { state.withLock { $0.notes[name] } }

    /// Keeps it.
    public func setNote(_ name: String, _ bytes: [UInt8]) {
        state.withLock { $0.notes[name] = bytes }
    }

    /// Rings when something is appended.
    public func changes() -> AsyncStream<Void> { bell.rings() }

    /// Nowhere.
    public var location: String { "memory, gone with this program" }

    private struct Lock: JournalLock {
        let end: @Sendable () -> Void
        func unlock() { end() }
    }
}
