/// The journal, the newest entry first.
public struct JournalEntries: Question {
    /// The part that is looked at.
    public typealias Answer = JournalPage

    /// A text that the entries hold; empty for all.
    public var text: String

    /// The entries that hold a text.
    public init(text: String = "") { self.text = text }
}

/// A part of the journal.
public struct JournalPage: Hashable, Sendable {
    /// How many entries there are in all.
    public var count: Int
    /// How many of them fulfil the question.
    public var found: Int
    /// The rank of the first entry.
    public var start: Int
    /// The entries from there on.
    public var entries: [JournalEntry]
    /// What is wrong with the chain, in words; empty where nothing is.
    public var faults: [String]
    /// Where the journal is.
    public var location: String

    /// A part of a journal.
    public init(
        count: Int,
        found: Int,
        start: Int,
        entries: [JournalEntry],
        faults: [String] = [],
        location: String = ""
    ) {
        (self.count, self.found, self.start) = (count, found, start)
        (self.entries, self.faults, self.location) = (entries, faults, location)
    }

    /// The entry at a rank; nil where it is not loaded.
    public subscript(rank: Int) -> JournalEntry? {
        entries.indices.contains(rank - start) ? entries[rank - start] : nil
    }
}
