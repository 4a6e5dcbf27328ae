/// How many rows there are, as far as is known.
public enum Count: Hashable, Sendable {
    /// All are counted.
    case exactly(Int)
    /// There are so many, perhaps more.
    case atLeast(Int)

    /// The number, exact or not.
    public var number: Int {
        switch self {
        case .exactly(let number), .atLeast(let number): number
        }
    }

    /// Both together.
    public static func + (left: Count, right: Count) -> Count {
        let sum = left.number + right.number
        if case .exactly = left, case .exactly = right { return .exactly(sum) }
        return .atLeast(sum)
    }
}

/// Consecutive rows of one source's order.
public struct Page<Row: Sendable>: Sendable {
    /// A row with its place in the order.
    public struct Entry: Sendable {
        /// Comparable over all sources.
        public var key: RankKey
        /// The row.
        public var row: Row

        /// A row at a place.
        public init(key: RankKey, row: Row) {
            self.key = key
            self.row = row
        }
    }

    /// The rank of the first row in its source.
    public var start: Int
    /// The rows, one more on either side than was asked for where there is one.
    public var entries: [Entry]
    /// How many rows the source's order has.
    public var count: Count
    /// The share of the work that is done, from 0 to 1, while the order is provisional.
    public var progress: Double?
    /// How many rows at most lie in damaged places and could not be read.
    public var lost: Int

    /// Rows of an order from rank `start`.
    public init(start: Int, entries: [Entry], count: Count, progress: Double? = nil, lost: Int = 0)
    {
        self.start = start
        self.entries = entries
        self.count = count
        self.progress = progress
        self.lost = lost
    }
}

/// An answer that may change by reading on, without the source having changed.
public protocol Provisional {
    /// Whether reading on changes nothing.
    var isFinal: Bool { get }
}

extension Page: Provisional {
    /// Whether the order is final.
    public var isFinal: Bool { progress == nil }
}
