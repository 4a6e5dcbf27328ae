/// One metric of one run over its steps or over time.
public struct MetricSeries: Question {
    /// The thinned series.
    public typealias Answer = Series

    /// What the columns divide.
    public enum Axis: String, CaseIterable, Sendable {
        /// The steps that were logged.
        case step
        /// Milliseconds since the run's first sample of the metric.
        case relative
        /// Milliseconds since 1970, UTC.
        case time
    }

    /// The run.
    public var run: Run.ID
    /// The metric's key.
    public var key: String
    /// How many columns there are to draw it in.
    public var columns: Int
    /// What the columns divide.
    public var axis: Axis
    /// The places that are looked at, in the axis's unit; nil for all.
    public var range: ClosedRange<Int64>?
    /// The weight of what came before, from 0, raw, to below 1: TensorBoard's smoothing.
    public var smoothing: Double

    /// A metric of a run, thinned to `columns`.
    public init(
        run: Run.ID,
        key: String,
        columns: Int,
        axis: Axis = .step,
        range: ClosedRange<Int64>? = nil,
        smoothing: Double = 0
    ) {
        self.run = run
        self.key = key
        self.columns = columns
        self.axis = axis
        self.range = range
        self.smoothing = MetricSeries.weight(smoothing)
    }

    /// The nearest weight that smooths: from 0 to 0.999, and 0 for what is no number.
    public static func weight(_ smoothing: Double) -> Double {
        smoothing.isFinite ? min(0.999, max(0, smoothing)) : 0
    }

    /// The run's own store.
    public var sources: Set<Source.ID>? { [run.source] }
}
