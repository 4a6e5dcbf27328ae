/// One key of an order.
public struct SortKey: Hashable, Sendable {
    /// What is compared.
    public var field: Field
    /// Whether the largest comes first.
    public var descending: Bool

    /// An order by a field.
    public init(_ field: Field, descending: Bool = false) {
        self.field = field
        self.descending = descending
    }

    /// The order of a written key, as in `metrics.acc DESC`; nil where it names no field.
    public init?(_ written: String) { self.init(written, of: .runs) }

    /// As MLflow writes it.
    public var mlflow: String { "\(field.mlflow) \(descending ? "DESC" : "ASC")" }

    /// What MLflow falls back to: the newest first.
    public static let newest = SortKey(.attribute(.start), descending: true)
}

/// One compared value of a row.
public enum SortValue: Hashable, Sendable {
    /// A number, infinities included.
    case number(Double)
    /// A text, compared by its bytes in UTF-8, as SQLite does.
    case text(String)
    /// Not a number: after all numbers, whichever way the order goes.
    case nan
    /// None: after all else, whichever way the order goes.
    case missing

    private var group: Int {
        switch self {
        case .number, .text: 0
        case .nan: 1
        case .missing: 2
        }
    }

    /// Less than 0 where this one comes first, more than 0 where `other` does.
    package func compare(_ other: SortValue, descending: Bool) -> Int {
        guard group == other.group else { return group - other.group }
        let sign = descending ? -1 : 1
        switch (self, other) {
        case (.number(let left), .number(let right)):
            return left == right ? 0 : (left < right ? -sign : sign)
        case (.text(let left), .text(let right)):
            if left == right { return 0 }
            return left.utf8.lexicographicallyPrecedes(right.utf8) ? -sign : sign
        default: return 0
        }
    }
}

/// Where a row stands in an order, comparable over all sources.
///
/// A row below a parent has the parent's levels in front of its own, so that it follows it.
public struct RankKey: Hashable, Sendable {
    /// The values of one row of the path, with its tie-breaks: the newest first, then the id.
    public struct Level: Hashable, Sendable {
        /// One value a sort key.
        public var values: [SortValue]
        /// The row's start in milliseconds; the smallest number where it has none.
        public var start: Int64
        /// The row's id in its source.
        public var id: String

        /// One level of a path.
        public init(values: [SortValue], start: Int64, id: String) {
            self.values = values
            self.start = start
            self.id = id
        }
    }

    /// From the outermost parent to the row itself.
    public var path: [Level]
    /// The last tie-break.
    public var source: Source.ID

    /// A row's place.
    public init(path: [Level], source: Source.ID) {
        self.path = path
        self.source = source
    }

    /// Whether this row comes before `other` in an order.
    public func precedes(_ other: RankKey, in order: [SortKey]) -> Bool {
        for (left, right) in zip(path, other.path) {
            let result = left.compare(right, in: order)
            if result != 0 { return result < 0 }
            if source != other.source { return source < other.source }
        }
        return path.count < other.path.count
    }
}

extension RankKey.Level {
    fileprivate func compare(_ other: Self, in order: [SortKey]) -> Int {
        for (index, key) in order.enumerated() where index < values.count {
            let result = values[index].compare(other.values[index], descending: key.descending)
            if result != 0 { return result }
        }
        if start != other.start { return start > other.start ? -1 : 1 }
        if id == other.id { return 0 }
        return id.utf8.lexicographicallyPrecedes(other.id.utf8) ? -1 : 1
    }
}
