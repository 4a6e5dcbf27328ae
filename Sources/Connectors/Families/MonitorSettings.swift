import Entities

/// How a deployment is measured, as a person has set it down.
public struct MonitorSettings: Hashable, Sendable {
    /// The deployment.
    public var deployment: Deployment.ID
    /// Who measures it.
    public var source: Source.ID
    /// The labels that its series have, as in `model: churn`.
    public var labels: [String: String]
    /// What it is to hold.
    public var objectives: [Objective]

    /// How a deployment is measured.
    public init(
        _ deployment: Deployment.ID,
        by source: Source.ID,
        labels: [String: String],
        objectives: [Objective] = []
    ) {
        (self.deployment, self.source) = (deployment, source)
        (self.labels, self.objectives) = (labels, objectives)
    }

    /// Whether series with these labels are its own.
    func claims(_ labels: [String: String]) -> Bool {
        self.labels.allSatisfy { labels[$0.key] == $0.value }
    }
}
