import Entities

/// Judges rules, or tells people what they say.
public protocol AlertSource: Connector {
    /// Every alert, and every silence.
    func alerts() async throws(Failure) -> Alerts.Answer
}
