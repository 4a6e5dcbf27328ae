/// Rows that hang on each other by lines, as folders and files, causes and effects.
public struct Tree {
    /// Whether what hangs on a row is shown.
    public enum Fold: String, Sendable {
        /// It is shown.
        case open = "▾"
        /// It is hidden.
        case closed = "▸"
    }

    /// One row.
    public struct Row {
        /// From the outermost level to its own, whether the row of that level is the last of its
        /// siblings; empty for a root.
        public var lasts: [Bool]
        /// Whether it hangs on by a dashed line, as what is missing does.
        public var isMissing: Bool
        /// Whether it can be folded, and is.
        public var fold: Fold?
        /// What stands behind its lines; cut in the middle where it is too long.
        public var content: Line
        /// What is said of it, in a column of its own.
        public var about: Line
        /// What stands at the right edge.
        public var end: Line

        /// A row.
        public init(
            lasts: [Bool] = [],
            isMissing: Bool = false,
            fold: Fold? = nil,
            _ content: Line,
            about: Line = [],
            end: Line = []
        ) {
            self.lasts = lasts
            self.isMissing = isMissing
            self.fold = fold
            self.content = content
            self.about = about
            self.end = end
        }
    }

    /// All rows that no fold hides.
    public var rows: [Row]
    /// The first row that is drawn.
    public var top: Int
    /// The row under the cursor.
    public var current: Int?
    /// Whether keys go to it: only then the cursor row has its bar.
    public var isFocused: Bool

    /// A tree.
    public init(_ rows: [Row], top: Int = 0, current: Int? = nil, isFocused: Bool = false) {
        self.rows = rows
        self.top = top
        self.current = current
        self.isFocused = isFocused
    }
}
