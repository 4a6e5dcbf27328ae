extension LineChart {
    /// What lies outside of a plot; whoever draws a chart says so beside it.
    public struct Clipped: Hashable, Sendable {
        /// Columns on one side of the plot: how many, and the first and the last of them on x.
        public struct Side: Hashable, Sendable {
            /// How many columns have values there.
            public var count: Int
            /// The first and the last of them, on the x axis.
            public var extent: Extent
        }

        /// What lies above the plot.
        public internal(set) var above: Side?
        /// What lies below it.
        public internal(set) var below: Side?
        /// Columns with values that a logarithmic axis has no place for.
        public internal(set) var withoutLogarithm = 0
        /// Limits that lie outside of the plot.
        public internal(set) var thresholds: [Threshold] = []

        /// Whether everything is shown.
        public var isEmpty: Bool { self == Clipped() }

        mutating func add(above x: Double) { Clipped.add(x, to: &above) }

        mutating func add(below x: Double) { Clipped.add(x, to: &below) }

        private static func add(_ x: Double, to side: inout Side?) {
            let before = side ?? Side(count: 0, extent: Extent(x, x))
            side = Side(count: before.count + 1, extent: before.extent.including(x))
        }
    }

    /// What was drawn.
    public struct Drawn: Hashable, Sendable {
        /// Where it was drawn.
        public var layout: Layout
        /// What the y axis shows, from edge to edge; of a logarithmic one, decimal logarithms.
        public var y: Extent
        /// What it does not show.
        public var clipped: Clipped
    }
}
