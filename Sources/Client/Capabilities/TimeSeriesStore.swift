import Entities

/// Answers PromQL.
public protocol TimeSeriesStore: Connector {
    /// What an expression gives over time, all series of it.
    func range(_ question: RangeQuery) async throws(Failure) -> RangeQuery.Answer
}
