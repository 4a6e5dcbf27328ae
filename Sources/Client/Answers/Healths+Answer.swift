import Entities

extension Healths: Answerable {
    /// What one source measures, each with its state, the worst first.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Healths.Answer? {
        try await (connector as? any HealthSource)?.health(self).judged()
    }
}

extension Healths.Answer {
    /// The same with the state of each, the worst first.
    package func judged() -> Healths.Answer {
        var answer = self
        answer.services = services.map { $0.judged(over: window) }.sorted {
            ($0.state.rank, $0.id) < ($1.state.rank, $1.id)
        }
        return answer
    }
}

extension Health.State {
    /// Its place among the states, the worst first.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
