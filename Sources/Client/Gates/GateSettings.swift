import Entities

/// A gate as it is set down in the configuration: which one, and with what.
public struct GateSettings: Hashable, Sendable {
    /// The gate's name, a word of `Gates.all`.
    public var gate: String
    /// What it is told, by key.
    public var values: [String: [String]]
    /// Who says so: a line of a file.
    public var origin: String

    /// A gate with what it is told.
    public init(_ gate: String, _ values: [String: [String]] = [:], origin: String = "") {
        (self.gate, self.values, self.origin) = (gate, values, origin)
    }

    /// The first value of a key.
    public func text(_ key: String) -> String? { values[key]?.first }

    /// The first value of a key as a number.
    public func number(_ key: String) -> Double? { text(key).flatMap { Double($0) } }

    /// What the gate says of a case.
    func judge(_ one: GateCase) async -> GateResult {
        guard let gate = Gates.all.first(where: { $0.name == gate }) else {
            return GateResult(gate, .fail, "there is no such gate")
        }
        return await gate.judge(one, self)
    }
}

/// What gates judge: a plan, and where to look things up.
public struct GateCase: Sendable {
    let plan: Plan
    let order: ChangeOrder
    let changes: Changes
    let rules: ChangeRules

    init(_ plan: Plan, _ order: ChangeOrder, _ changes: Changes, _ rules: ChangeRules) {
        (self.plan, self.order, self.changes, self.rules) = (plan, order, changes, rules)
    }

    /// The version that is to serve.
    var version: ModelVersion? { order.version }

    /// The version that serves now.
    func champion() async -> ModelVersion? {
        guard let version, let from = plan.from, from != version.id.number else { return nil }
        let id = ModelVersion.ID(model: version.id.model, number: from)
        return try? await changes.version(id)
    }
}

/// A gate: judges a plan by what it is told.
public protocol Gate: Sendable {
    /// Its name in the configuration.
    static var name: String { get }
    /// The keys it takes, those it cannot do without first; each with what it is for.
    static var keys: [(name: String, isNeeded: Bool, note: String)] { get }
    /// What it says, with the evidence.
    static func judge(_ one: GateCase, _ settings: GateSettings) async -> GateResult
}

/// Every gate there is: a new one is one line here.
public enum Gates {
    /// The gates, in the order in which they are explained.
    public static let all: [any Gate.Type] = []

    /// Gates of health, which cannot be named yet.
    public static let later = ["alerts_quiet", "slo_budget", "drift"]
}
