import Entities

extension WholeRun: Answerable {
    /// The run, from its own store.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> RunDetail? {
        try await (connector as? any RunSource)?.detail(self)
    }
}
