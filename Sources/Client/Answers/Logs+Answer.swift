import Entities

extension Logs: Answerable {
    /// The lines, read for as long as anybody asks.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Logs.Answer? {
        guard let source = connector as? any LogSource else { return nil }
        let reader = try inquiry.keep { () throws(Failure) in try source.reader() }
        return try await reader.lines(self, in: inquiry.window)
    }
}
