import Entities
import TUI

/// A plan as `deploy --plan` prints it.
struct ProposalRow {
    let proposal: Proposal

    init(_ proposal: Proposal) { self.proposal = proposal }

    /// The gates for people, a line each; empty where there are none.
    var gatesText: String { PlainTable(gates).lines.joined(separator: "\n") }

    private var gates: [[String]] {
        proposal.gates.map { ["  \($0.verdict.sign) \($0.name)", $0.evidence] }
    }

    /// For people: what changes, what the gates say, the calls.
    var text: String {
        let plan = proposal.plan
        let changes = plan.differences.map { one in
            ["  \(one.label)", one.before.isEmpty ? "–" : one.before, "→", one.after]
        }
        let steps = plan.steps.enumerated().map { ["  \($0.offset + 1)", $0.element.call] }
        let sections = [
            Section("\(plan.change.sentence), plan \(proposal.name)", changes),
            Section("Gates", gates), Section("Steps", steps),
        ]
        let refusal = proposal.refusal.map { ["It cannot be carried out: " + Printable.text($0)] }
        return
            (sections.filter { !$0.rows.isEmpty }.map { section in
                ([Printable.text(section.title)] + PlainTable(section.rows).lines)
                    .joined(separator: "\n")
            } + (refusal ?? [])).joined(separator: "\n\n")
    }
}

extension GateResult.Verdict {
    /// One sign, as on the screen.
    var sign: String {
        switch self {
        case .pass: "✓"
        case .warn: "▲"
        case .fail: "✗"
        case .skipped: "–"
        }
    }
}

extension ProposalRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case change, deployment, from, to, hash, made, differences, gates, steps, refusal
    }

    private struct Step: Encodable {
        var kind, call: String
    }

    func encode(to encoder: any Encoder) throws {
        let plan = proposal.plan
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(plan.change.sentence, forKey: .change)
        try container.encode(plan.change.deployment?.name, forKey: .deployment)
        try container.encode(plan.from, forKey: .from)
        try container.encode(plan.change.version?.number, forKey: .to)
        try container.encode(proposal.hash, forKey: .hash)
        try container.encode(proposal.made.iso8601, forKey: .made)
        try container.encode(plan.differences, forKey: .differences)
        try container.encode(proposal.gates, forKey: .gates)
        let steps = plan.steps.map { Step(kind: $0.kind.rawValue, call: $0.call) }
        try container.encode(steps, forKey: .steps)
        try container.encode(proposal.refusal, forKey: .refusal)
    }
}

/// A rollout as `deploy` prints it when it has ended.
struct RolloutRow: Encodable {
    let rollout: Rollout?
    let proposal: Proposal?

    private enum CodingKeys: String, CodingKey {
        case rollout, phase, change, hash, last
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rollout?.id, forKey: .rollout)
        try container.encode(rollout?.phase.rawValue ?? "nothing to do", forKey: .phase)
        let plan = rollout?.plan ?? proposal?.plan
        try container.encode(plan?.change.sentence, forKey: .change)
        try container.encode(rollout?.hash ?? proposal?.hash, forKey: .hash)
        try container.encode(rollout?.last?.what, forKey: .last)
    }
}
