import Entities

/// Holds experiments and runs with what they logged.
public protocol TrackingStore: Connector {
    /// All experiments, the newest first, their runs counted where the question says so.
    func experiments(_ question: Experiments) async throws(Failure) -> Experiments.Answer
    /// The runs of a question in its order; provisional while the store is still being read.
    func order(_ runs: Runs) async throws(Failure) -> any RunOrder
    /// What the runs can be shown and sorted by.
    func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer
    /// A metric of one run, at most two points a column.
    func series(_ question: MetricSeries) async throws(Failure) -> Series
}

/// Runs in an order, without the runs themselves.
public protocol RunOrder: Sendable {
    /// How many there are.
    var count: Count { get }
    /// The share of the work that is done while the order is provisional; nil once it is final.
    var progress: Double? { get }
    /// How many rows at most lie in damaged places and could not be read.
    var lost: Int { get }
    /// Where the row of a rank stands, comparable over all sources.
    func key(at rank: Int) async throws(Failure) -> RankKey
    /// The runs of ranks that are within the count.
    func rows(_ ranks: Range<Int>, columns: Window.Columns) async throws(Failure) -> [Run]
}
