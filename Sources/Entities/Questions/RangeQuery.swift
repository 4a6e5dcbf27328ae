/// What an expression of PromQL gives over time.
public struct RangeQuery: Question {
    /// What one source answers.
    public struct Answer: Hashable, Sendable {
        /// The columns.
        public var window: TimeWindow
        /// The series, the one that is greatest now first.
        public var series: [Line]
        /// What is wrong with the answer although it is one.
        public var warnings: [String]

        /// An answer.
        public init(window: TimeWindow, series: [Line] = [], warnings: [String] = []) {
            (self.window, self.series, self.warnings) = (window, series, warnings)
        }
    }

    /// One series in columns.
    public struct Line: Hashable, Sendable {
        /// What tells it from others.
        public var labels: [String: String]
        /// The value of each column; NaN where there is none.
        public var values: [Double]

        /// A series.
        public init(labels: [String: String], values: [Double]) {
            (self.labels, self.values) = (labels, values)
        }

        /// The last value that there is; nil where there is none.
        public var last: Double? { values.last { !$0.isNaN } }
    }

    /// The expression.
    public var query: String
    /// How many seconds are looked at, up to now.
    public var span: Int64
    /// How many columns there are to draw them in.
    public var columns: Int
    /// Who is asked; nil for all that can answer.
    public var source: Source.ID?

    /// An expression over the last seconds.
    public init(_ query: String, span: Int64, columns: Int, of source: Source.ID? = nil) {
        (self.query, self.source) = (query, source)
        (self.span, self.columns) = (max(1, span), max(1, columns))
    }

    /// The one that is asked; all, where none is named.
    public var sources: Set<Source.ID>? { source.map { [$0] } }
}
