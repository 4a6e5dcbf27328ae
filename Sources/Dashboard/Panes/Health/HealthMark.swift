import Entities
import TUI

/// A change on a time axis: a rollout that ended, or is under way; an alias that moved.
struct HealthMark {
    let at: Instant
    let sign: Span
    /// What serves since: `v13`, `@champion v13`.
    let label: String
    /// What was done, in a few words: `deploy v13`, `back to v12`, `@champion v13`.
    let deed: String
    /// What was changed: a deployment's name, or a model's.
    let name: String
    /// In a sentence.
    let what: String
    let by: String
    /// The deployment that was changed; nil where an alias moved.
    let deployment: Deployment.ID?
    /// The model whose version serves since.
    let model: String?
}

extension HealthMark {
    /// A rollout of a deployment: when it ended, or when it began.
    fileprivate init?(_ rollout: Rollout, asBegun isBegun: Bool) {
        guard let id = rollout.plan.change.deployment,
            let entry = isBegun ? rollout.begun : rollout.last
        else { return nil }
        at = entry.at
        (name, deployment) = (id.name, id)
        by = rollout.begun?.actor.user ?? ""
        model = rollout.plan.change.version?.model.name
        let version = rollout.plan.change.version.map { "v\($0.number)" }
        switch rollout.phase {
        case _ where isBegun: sign = Span("▲", .muted)
        case .done: sign = Span("▲", .warn)
        case .applying: sign = Span("▲", .muted)
        case .rollingBack, .rolledBack: sign = Span("↶", .warn)
        case .failed: sign = Span("✗", .critical)
        }
        let isBack = !isBegun && (rollout.phase == .rolledBack || rollout.phase == .rollingBack)
        let isReturn = if case .rollBack = rollout.plan.change { true } else { false }
        let before = rollout.plan.from.map { "v\($0)" }
        let serves = isBack ? before : version
        label = serves ?? rollout.plan.summary
        deed = serves.map { "\(isBack || isReturn ? "back to" : "deploy") \($0)" } ?? label
        let change = [before, version].compactMap(\.self).joined(separator: " → ")
        let summary = version == nil ? rollout.plan.summary : change
        what = "\(summary) \(isBegun ? "begun" : rollout.phase.rawValue)"
    }

    /// An alias that came to stand for another version.
    fileprivate init(_ move: AliasMove) {
        at = move.at
        sign = Span("▲", .muted)
        name = move.model.name
        label = "@\(move.alias) " + (move.version.map { "v\($0)" } ?? "gone")
        (deed, what) = (label, label)
        by = move.by ?? "elsewhere"
        deployment = nil
        model = move.model.name
    }

    /// Whether it changed what a service serves.
    func concerns(_ health: Health, _ served: Deployment?) -> Bool {
        if let deployment { return deployment == health.deployment }
        guard let model else { return false }
        return served.map { $0.model == model }
            ?? (health.id.name == model || health.labels.values.contains(model))
    }
}

extension Scene {
    /// What changed within a window, the oldest first; rollouts where they ended, and with
    /// `beginnings` also where they began.
    func marks(in window: TimeWindow, beginnings: Bool = false) -> [HealthMark] {
        let moves = catalog[AliasMoves()].values.flatMap { $0.answer ?? [] }
        let all =
            rollouts.filter(\.isOver).compactMap { HealthMark($0, asBegun: false) }
            + rollouts.filter { beginnings || !$0.isOver }
            .compactMap { HealthMark($0, asBegun: true) }
            // What mldeck itself has moved is told as a rollout.
            + moves.filter { $0.by == nil }.map(HealthMark.init)
        return all.filter { window.column(of: $0.at) != nil }
            .sorted { ($0.at, $0.name) < ($1.at, $1.name) }
    }
}
