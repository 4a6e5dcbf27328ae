import Entities

extension Experiments: Answerable {
    /// One store's experiments.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Experiments.Answer? {
        try await (connector as? any TrackingStore)?.experiments(self)
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
