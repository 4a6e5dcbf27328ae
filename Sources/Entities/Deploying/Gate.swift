/// What one gate says of a plan.
public struct GateResult: Hashable, Sendable, Codable {
    /// What it says.
    public enum Verdict: String, CaseIterable, Sendable, Codable {
        // As they are written.
        case pass
        case warn
        case fail
        case skipped
    }

    /// The gate, as a person reads it: `metric val/auc`.
    public var name: String
    /// What it says.
    public var verdict: Verdict
    /// Why: what was compared with what.
    public var evidence: String
    /// Who has approved the plan; empty for a gate that asks nobody.
    public var approvers: [String]

    /// What a gate says.
    public init(
        _ name: String,
        _ verdict: Verdict,
        _ evidence: String,
        approvers: [String] = []
    ) {
        self.approvers = approvers
        self.name = name
        self.verdict = verdict
        self.evidence = evidence
    }
}

/// A plan as it is put before a person: with its gates, and what it needs to be carried out.
public struct Proposal: Hashable, Sendable {
    /// The plan.
    public var plan: Plan
    /// The plan's hash: SHA-256 in hexadecimal digits.
    public var hash: String
    /// When it was made.
    public var made: Instant
    /// What each gate says.
    public var gates: [GateResult]
    /// Why it cannot be carried out whatever a person says; nil where it can.
    public var refusal: String?
    /// What a person types to confirm it; nil where a key is enough.
    public var typed: String?

    /// A plan with its gates.
    public init(
        plan: Plan,
        hash: String,
        made: Instant,
        gates: [GateResult] = [],
        refusal: String? = nil,
        typed: String? = nil
    ) {
        self.plan = plan
        self.hash = hash
        self.made = made
        self.gates = gates
        self.refusal = refusal
        self.typed = typed
    }

    /// The first digits of the hash: what people call the plan by.
    public var name: String { String(hash.prefix(8)) }

    /// The gates that fail: without a reason to waive each, the plan is not carried out.
    public var failing: [GateResult] { gates.filter { $0.verdict == .fail } }
}

/// A person's word that a plan is to be carried out.
public struct Confirmation: Hashable, Sendable {
    /// What is to be changed.
    public var change: Change
    /// The hash of the plan that the person has seen.
    public var hash: String
    /// Why each failing gate is waived, by its name.
    public var waivers: [String: String]
    /// How it was confirmed: what was typed, a key, `--yes`.
    public var how: String

    /// A confirmation.
    public init(change: Change, hash: String, waivers: [String: String] = [:], how: String) {
        self.change = change
        self.hash = hash
        self.waivers = waivers
        self.how = how
    }
}
