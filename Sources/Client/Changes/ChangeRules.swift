import Entities

/// What people have set down for changes: gates, canaries, how production is confirmed.
public struct ChangeRules: Sendable {
    /// What is set down for one deployment.
    public struct OfDeployment: Hashable, Sendable {
        /// The shares in percent at which a version is watched before it has all of the traffic.
        public var canary: [Int] = []
        /// How long it is watched at each, in seconds.
        public var bake = 600
        /// How long it may take to be ready, in seconds.
        public var deadline = 300
        /// How it is compared with what serves while it is watched.
        public var judge = CanaryJudge()
        /// What must hold before a version is deployed.
        public var gates: [GateSettings] = []

        /// Nothing but what always holds.
        public init() {}
    }

    /// By deployment; what is not named here has the general rules.
    public var deployments: [Deployment.ID: OfDeployment] = [:]
    /// The gates of every deployment.
    public var gates: [GateSettings] = []
    /// Contexts in which a change is confirmed by typing a name.
    public var production: Set<String> = []
    /// Where programs of gates are started, and relative paths begin.
    public var folder = "."
    /// What programs of gates see of the environment.
    public var environment: [String: String] = [:]
    /// How many seconds a moment is east of Greenwich where people work.
    public var offset: @Sendable (Instant) -> Int = { $0.localOffset }

    /// No rules.
    public init() {}

    /// What a person types to confirm a change; nil where a key is enough.
    func typed(_ change: Change) -> String? {
        guard production.contains(change.source.context) else { return nil }
        switch change {
        case .tag(let owner, _, _), .describe(let owner, _): return owner.written
        default: return change.deployment?.name
        }
    }

    func rules(of change: Change) -> OfDeployment {
        change.deployment.flatMap { deployments[$0] } ?? OfDeployment()
    }

    /// The gates of a change, in the order in which they are set down.
    func gates(of change: Change) -> [GateSettings] { gates + rules(of: change).gates }

    /// What each gate says, in the order in which they are set down.
    func judge(
        _ plan: Plan,
        _ order: ChangeOrder,
        _ changes: Changes,
        isGlance: Bool
    ) async -> [GateResult] {
        guard case .deploy = order.change else { return [] }
        var results: [GateResult] = []
        for settings in gates(of: order.change) {
            var result =
                isGlance && settings.isCostly
                ? settings.result(.skipped, "it is judged with the plan")
                : await settings.judge(GateCase(plan, order, changes, self))
            // A gate is waived by its name: each has its own.
            let name = result.name
            let count = results.count { $0.name == name || $0.name.hasPrefix(name + " #") }
            if count > 0 { result.name += " #\(count + 1)" }
            results.append(result)
        }
        return results
    }
}
