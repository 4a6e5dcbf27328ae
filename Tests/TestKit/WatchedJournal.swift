import Client
import Entities

/// A journal's file; what is written to it is told once it is on the disk.
public final class WatchedJournal: JournalStorage {
    private let file: JournalFile
    private let written: @Sendable (String) -> Void

    /// The journal of a folder; `written` is given the lines of each time it is written.
    public init(folder: String, written: @escaping @Sendable (String) -> Void) {
        file = JournalFile(folder: folder)
        self.written = written
    }

    /// Appends, and tells.
    public func append(
        _ lines: (JournalChain) throws(Failure.Reason) -> (bytes: [UInt8], end: JournalChain)
    ) throws(Failure.Reason) {
        var text = ""
        try file.append { chain throws(Failure.Reason) in
            let (bytes, end) = try lines(chain)
            text = String(decoding: bytes, as: UTF8.self)
            return (bytes, end)
        }
        written(text)
    }

    /// The file's.
    public func read(_ range: Range<Int>) throws(Failure.Reason) -> [UInt8] { try file.read(range) }
    /// The file's.
    public func head() -> JournalChain? { file.head() }
    /// The file's.
    public func lock(_ name: String) throws(Failure.Reason) -> any JournalLock {
        try file.lock(name)
    }
    /// The file's.
    public func isLocked(_ name: String) -> Bool { file.isLocked(name) }
    /// The file's.
    public func note(_ name: String) -> [UInt8]? { file.note(name) }
    /// The file's.
    public func setNote(_ name: String, _ bytes: [UInt8]) { file.setNote(name, bytes) }
    /// The file's.
    public func changes() -> AsyncStream<Void> { file.changes() }
    /// The file's.
    public var location: String { file.location }
}
