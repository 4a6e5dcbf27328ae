import Entities

extension Experiments: Answerable {
    /// One store's experiments, as far as they fulfil the filter.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Experiments.Answer? {
        guard let store = connector as? any TrackingStore else { return nil }
        var answer = try await store.experiments(Experiments(isCounted: isCounted))
        if let filter {
            let isWanted = filter.test { (experiment: Experiment, field: Field) in
                experiment.value(of: field)
            }
            answer.experiments = answer.experiments.filter(isWanted)
        }
        return answer
    }
}

extension RunFields: Answerable {
    /// One store's fields.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> RunFields.Answer? {
        try await (connector as? any TrackingStore)?.fields(self)
    }
}

extension MetricSeries: Answerable {
    /// The series, from the run's own store.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Series? {
        try await (connector as? any TrackingStore)?.series(self)
    }
}

extension Alerts: Answerable {
    /// What one source's rules say, and its silences.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Alerts.Answer? {
        try await (connector as? any AlertSource)?.alerts()
    }
}

extension RangeQuery: Answerable {
    /// What one source's series give.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> RangeQuery.Answer? {
        guard let store = connector as? any TimeSeriesStore else { return nil }
        var answer = try await store.range(self)
        answer.series.sort { ($0.last ?? -.infinity) > ($1.last ?? -.infinity) }
        return answer
    }
}
