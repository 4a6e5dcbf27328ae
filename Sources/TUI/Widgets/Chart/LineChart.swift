/// A figure of lines over steps, numbers or time; a throw-away value that knows no samples.
public struct LineChart: Sendable {
    /// The samples of one braille column: the least, the greatest and the last of them.
    public struct Bucket: Hashable, Sendable {
        /// The least finite value; NaN where there is none.
        public var minimum: Double
        /// The greatest finite value; NaN where there is none.
        public var maximum: Double
        /// The last value, NaN and infinities included.
        public var last: Double

        /// A column's samples.
        public init(_ minimum: Double, _ maximum: Double, _ last: Double) {
            self.minimum = minimum
            self.maximum = maximum
            self.last = last
        }
    }

    /// One line.
    public struct Line: Sendable {
        /// Its colour.
        public var role: Role
        /// What stands at its end: a digit, `p95`, `v13`; empty for nothing.
        public var name: String
        /// Whether its colour wins in a cell that it shares with other lines.
        public var isSelected: Bool
        /// Its samples in equal columns; nil where a column has none.
        public var buckets: [Bucket?]
        /// What the buckets span on the x axis; nil for the whole of it.
        public var extent: Extent?
        /// How many samples the buckets are made of; nil for at least one a column.
        ///
        /// Where there are fewer samples than columns, empty columns are a gap only beyond twice
        /// the usual distance of two samples.
        public var count: Int?

        /// A line.
        public init(
            _ name: String,
            _ role: Role,
            buckets: [Bucket?],
            extent: Extent? = nil,
            count: Int? = nil,
            isSelected: Bool = false
        ) {
            self.name = name
            self.role = role
            self.buckets = buckets
            self.extent = extent
            self.count = count
            self.isSelected = isSelected
        }
    }

    /// A horizontal line of a limit, with its number in the gutter.
    public struct Threshold: Hashable, Sendable {
        /// The limit.
        public var value: Double
        /// What the line is drawn in.
        public var role: Role

        /// A limit.
        public init(_ value: Double, _ role: Role = .warn) {
            self.value = value
            self.role = role
        }
    }

    /// A vertical line of something that happened, with its sign on the axis.
    public struct Event: Hashable, Sendable {
        /// When, on the x axis.
        public var x: Double
        /// One sign of one cell: `▲ ◇ ◆`.
        public var sign: String
        /// What line and sign are drawn in.
        public var role: Role

        /// Something that happened.
        public init(_ x: Double, _ sign: String, _ role: Role = .muted) {
            self.x = x
            self.sign = sign
            self.role = role
        }
    }

    /// The row above a small chart.
    public struct Head: Hashable, Sendable {
        /// What is drawn, on the left.
        public var title: TUI.Line
        /// Its last value, on the right.
        public var value: TUI.Line

        /// A head.
        public init(_ title: TUI.Line, _ value: TUI.Line) {
            self.title = title
            self.value = value
        }
    }

    /// How much stands around the lines.
    public enum Form: Sendable {
        /// Gridlines, ticks on both axes.
        case full
        /// The lowest and the highest value, at most four ticks below, no gridlines.
        case small
    }

    /// The lines; of two that are equal in a cell, the first gives the colour.
    public var lines: [Line]
    /// The horizontal axis.
    public var x: XAxis
    /// The vertical axis.
    public var y: YAxis
    /// The row above it.
    public var head: Head?
    /// How much stands around the lines; nil is small under ten rows.
    public var form: Form?
    /// Limits.
    public var thresholds: [Threshold] = []
    /// What happened.
    public var events: [Event] = []
    /// Where the cursor stands on the x axis.
    public var cursor: Double?
    /// Since when there is nothing any more, on the x axis.
    public var staleSince: Double?
    /// The cells before the y axis; nil for as many as its labels need.
    public var gutterWidth: Int?
    /// The cells behind the x axis for the names of lines; nil for as many as they need.
    public var marginWidth: Int?

    /// A chart.
    public init(
        lines: [Line],
        x: XAxis,
        y: YAxis = YAxis(),
        head: Head? = nil,
        form: Form? = nil
    ) {
        self.lines = lines
        self.x = x
        self.y = y
        self.head = head
        self.form = form
    }
}
