import Client
import Entities

extension Prometheus: TimeSeriesStore {
    /// What an expression gives over time: its step is fitted to the columns.
    public func range(_ question: RangeQuery) async throws(Failure) -> RangeQuery.Answer {
        let window = TimeWindow(
            span: question.span * 1000,
            columns: question.columns,
            until: time.now()
        )
        var warnings: [String] = []
        let all = try await range(question.query, window, &warnings)
        let lines = all.map { RangeQuery.Line(labels: $0.labels, values: $0.values) }
        return RangeQuery.Answer(window: window, series: lines, warnings: warnings)
    }
}
