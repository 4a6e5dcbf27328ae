import Synchronization

/// The memory that indices, caches and rings of all connectors may take together.
public final class Budget: Sendable {
    private let limit: Int
    private let used = Mutex<[ObjectIdentifier: Int]>([:])

    /// A budget of so many bytes.
    public init(bytes: Int) { limit = bytes }

    /// Tells what an owner takes now and returns how much of it should be given back.
    public func charge(_ owner: AnyObject, bytes: Int) -> Int {
        used.withLock { used in
            used[ObjectIdentifier(owner)] = bytes
            let excess = used.values.reduce(0, +) - limit
            return max(0, min(bytes, excess))
        }
    }
}
