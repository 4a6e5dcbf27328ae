import Entities

/// A gate: judges a plan by what it is told.
public protocol Gate: Sendable {
    /// Its name in the configuration.
    static var name: String { get }
    /// The keys it takes, those it cannot do without first.
    static var keys: [GateKey] { get }
    /// Whether judging does more than read: runs programs, asks a model.
    static var isCostly: Bool { get }
    /// What is wrong with what it is told, beyond what is wrong with a single key.
    static func complaints(_ settings: GateSettings) -> [String]
    /// What it says, with the evidence; what is thrown is evidence as well.
    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult
}

extension Gate {
    /// It only reads.
    public static var isCostly: Bool { false }

    /// Nothing.
    public static func complaints(_ settings: GateSettings) -> [String] { [] }
}

/// Every gate there is: a new one is one line here.
public enum Gates {
    /// The gates, in the order in which they are explained.
    public static let all: [any Gate.Type] = [
        MetricGate.self, SignatureGate.self, DataAgeGate.self, GovernanceGate.self,
        ChangeWindowGate.self, ApprovalsGate.self, SmokeGate.self, CommandGate.self,
        AlertsQuietGate.self, BudgetGate.self,
    ]

    /// Gates of drift, which cannot be named yet.
    public static let later = ["drift"]

    /// The gate of a name.
    static func named(_ name: String) -> (any Gate.Type)? { all.first { $0.name == name } }
}
