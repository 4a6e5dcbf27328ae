import Client
import Entities
import Statistics

extension MLflowServer {
    /// Up to so many columns are drawn from samples of a series.
    private static let thin = 40
    /// How many values are read at once where all are.
    private static let page = 20_000

    /// A metric of one run: from samples where few columns are drawn, from every value elsewhere.
    ///
    /// It is not read again while the run's last value of the metric is the same.
    public func series(_ question: MetricSeries) async throws(Failure) -> Series {
        let last = lastValue(question)
        if let known = seriesKnown[question], let last, known.last == last { return known.series }
        let isPlain =
            question.axis == .step && question.range == nil && question.smoothing == 0
        let values =
            isPlain && question.columns <= Self.thin
            ? try await samples(question) : try await history(question)
        var samples = Samples()
        samples.reserve(values.count)
        for value in values { samples.append(value.value, step: value.step, time: value.time) }
        samples.sort()
        let series = Series(samples, for: question)
        if seriesKnown.count > 4 * Listing.longPage { seriesKnown = [:] }
        if let last { seriesKnown[question] = SeriesKnown(last: last, series: series) }
        return series
    }

    /// The last value of a metric, where the run is among those that are looked at.
    private func lastValue(_ question: MetricSeries) -> ServerRun.Value? {
        let id = question.run.key
        let known = recent[id].flatMap { isFresh($0.at) ? $0.value : nil }
        let newest = listings.values.sorted { $0.readAt > $1.readAt }
        let run =
            known ?? newest.lazy.compactMap { $0.rows.values.first { $0.id == id } }.first
        return run?.metrics.first { $0.key == question.key }
    }

    private func history(_ question: MetricSeries) async throws(Failure) -> [ServerRun.Value] {
        var all: [ServerRun.Value] = []
        var token: String?
        repeat {
            var query: [HTTPRequest.Parameter] = [
                .init("run_id", question.run.key), .init("metric_key", question.key),
                .init("max_results", "\(Self.page)"),
            ]
            if let token { query.append(.init("page_token", token)) }
            let (values, next) = try await self.values("metrics/get-history", query)
            all += values
            token = values.isEmpty || next == token ? nil : next
        } while token != nil
        return all
    }

    func values(
        _ path: String,
        _ query: [HTTPRequest.Parameter]
    ) async throws(Failure) -> (values: [ServerRun.Value], next: String?) {
        var values: [ServerRun.Value] = []
        var next: String?
        try await read(path, query) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                switch name {
                case "metrics":
                    try reader.elements { reader throws(JSONError) in
                        values.append(try ServerRun.Value(&reader))
                    }
                case "next_page_token":
                    next = try reader.text().flatMap { $0.isEmpty ? nil : $0 }
                default: try reader.skip()
                }
            }
        }
        return (values, next)
    }
}
