/// One metric of one run over its steps.
public struct MetricSeries: Question {
    /// The thinned series.
    public typealias Answer = Series

    /// The run.
    public var run: Run.ID
    /// The metric's key.
    public var key: String
    /// How many columns there are to draw it in.
    public var columns: Int

    /// A metric of a run, thinned to `columns`.
    public init(run: Run.ID, key: String, columns: Int) {
        self.run = run
        self.key = key
        self.columns = columns
    }

    /// The run's own store.
    public var sources: Set<Source.ID>? { [run.source] }
}
