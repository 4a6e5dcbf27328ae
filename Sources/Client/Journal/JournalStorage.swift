import Entities

/// Where the lines of a journal are kept: a file, or the memory of a demo.
public protocol JournalStorage: Sendable {
    /// Appends what `lines` makes of the end of what is there; nobody else appends meanwhile.
    ///
    /// Returns when the lines are safe. Throws why they could not be written; none of them is then.
    func append(
        _ lines: (JournalChain) throws(Failure.Reason) -> (bytes: [UInt8], end: JournalChain)
    ) throws(Failure.Reason)
    /// The bytes of a range, as far as there are any.
    func read(_ range: Range<Int>) throws(Failure.Reason) -> [UInt8]
    /// What is said apart of the end; nil where nothing is.
    func head() -> JournalChain?
    /// Takes a lock, of which one holder at a time is possible; throws who has it.
    func lock(_ name: String) throws(Failure.Reason) -> any JournalLock
    /// Whether somebody holds a lock.
    func isLocked(_ name: String) -> Bool
    /// Something small that is kept beside the journal, under a name; nil where nothing is.
    func note(_ name: String) -> [UInt8]?
    /// Keeps it; it may be lost.
    func setNote(_ name: String, _ bytes: [UInt8])
    /// Rings when something is appended.
    func changes() -> AsyncStream<Void>
    /// Where it is, for people.
    var location: String { get }
}

/// A lock that is held until it is let go of, or its holder ends.
public protocol JournalLock: Sendable {
    /// Lets go of it.
    func unlock()
}

/// Where a chain of entries stands: what the next one hangs on.
public struct JournalChain: Hashable, Sendable {
    /// How many entries there are.
    public var count: Int
    /// The hash of the last one.
    public var hash: String

    /// A chain of so many entries.
    public init(count: Int, hash: String) {
        self.count = count
        self.hash = hash
    }

    /// A chain without entries.
    public static let empty = JournalChain(count: 0, hash: String(repeating: "0", count: 64))
}
