/// A table: a head, and the rows that are visible and no others.
public struct Table {
    /// One column.
    public struct Column {
        /// What stands over it.
        public var title: String
        /// Whether its cells end at its right edge.
        public var isRight: Bool
        /// Whether the table is sorted by it, and which way.
        public var arrow: Arrow?
        /// Whether the column cursor stands on it.
        public var isCurrent: Bool
        /// The least rank goes first when there is no room; nil never goes.
        public var rank: Int?
        /// The blanks before it.
        public var gap: Int
        /// Its greatest width; a longer text is cut.
        public var limit: Int
        /// How a text that is too long is cut.
        public var cut: Cut
        /// Whether it takes the room that is left over.
        public var grows: Bool

        /// A column.
        public init(
            _ title: String,
            isRight: Bool = false,
            arrow: Arrow? = nil,
            isCurrent: Bool = false,
            rank: Int? = nil,
            gap: Int = 2,
            limit: Int = 24,
            cut: Cut = .end,
            grows: Bool = false
        ) {
            self.title = title
            self.isRight = isRight
            self.arrow = arrow
            self.isCurrent = isCurrent
            self.rank = rank
            self.gap = gap
            self.limit = limit
            self.cut = cut
            self.grows = grows
        }
    }

    /// Which way a column is sorted.
    public enum Arrow: String, Sendable {
        /// The least first.
        case up = "↑"
        /// The greatest first.
        case down = "↓"
    }

    /// Which part of a text that is too long goes.
    public enum Cut: Sendable {
        /// The end, as of sentences.
        case end
        /// The middle, as of names.
        case middle
    }

    /// What stands in a cell.
    public enum Content: Sendable {
        /// A text.
        case text(Span)
        /// Several pieces of text.
        case line(Line)
        /// A sparkline of so many cells.
        case spark(Sparkline, width: Int)
        /// A heat strip of so many cells.
        case strip(HeatStrip, width: Int)

        /// An empty cell.
        public static let empty = Content.text(Span("", .ground))

        var width: Int {
            switch self {
            case .text(let span): Width.of(span.text)
            case .line(let line): line.width
            case .spark(_, let width), .strip(_, let width): width
            }
        }
    }

    /// One visible row.
    public struct Row {
        /// A sign for a marked row.
        public var mark: Span?
        /// Whether the cursor stands on it.
        public var isCurrent: Bool
        /// One cell a column.
        public var cells: [Content]

        /// A row.
        public init(mark: Span? = nil, isCurrent: Bool = false, cells: [Content]) {
            self.mark = mark
            self.isCurrent = isCurrent
            self.cells = cells
        }
    }

    /// The columns from left to right.
    public var columns: [Column]
    /// The visible rows from top to bottom.
    public var rows: [Row]
    /// Whether keys go to it: only then the cursor row has its bar.
    public var isFocused: Bool

    /// A table.
    public init(columns: [Column], rows: [Row], isFocused: Bool) {
        self.columns = columns
        self.rows = rows
        self.isFocused = isFocused
    }
}
