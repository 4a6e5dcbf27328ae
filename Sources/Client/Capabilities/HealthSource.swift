import Entities

/// Measures how things do that serve.
public protocol HealthSource: Connector {
    /// What was measured of all, or of one in full; states are judged elsewhere.
    func health(_ question: Healths) async throws(Failure) -> Healths.Answer
}
