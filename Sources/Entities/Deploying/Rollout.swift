/// A plan on its way, as the journal tells it.
public struct Rollout: Hashable, Sendable {
    /// Where it is.
    public enum Phase: String, Sendable {
        /// Its steps are being carried out.
        case applying
        /// What was before is being brought back.
        case rollingBack = "rolling back"
        /// It has been carried out.
        case done
        /// What was before is there again.
        case rolledBack = "rolled back"
        /// It ended otherwise: what is there is said by the last entry.
        case failed
    }

    /// How far a step is.
    public enum Progress: String, Sendable {
        // In the order in which they follow each other.
        case waiting
        case running
        case done
        case failed
    }

    /// The number of the entry that began it.
    public var id: Int
    /// The plan.
    public var plan: Plan
    /// The plan's hash.
    public var hash: String
    /// Where it is.
    public var phase: Phase
    /// Whether a person has told it to wait.
    public var isHeld = false
    /// Everything that the journal says of it, the oldest first.
    public var entries: [JournalEntry]
    /// Whether a program is carrying it out; one that nobody carries out was interrupted.
    public var isCarriedOut = false

    /// A rollout as it begins; nil where the entry begins none.
    public init?(_ entry: JournalEntry) {
        guard entry.action == .plan, let body = entry.body else { return nil }
        (id, plan, hash) = (entry.number, body, entry.plan ?? "")
        (phase, entries) = (.applying, [entry])
    }

    /// Takes in what the journal says next of it.
    public mutating func take(_ entry: JournalEntry) {
        entries.append(entry)
        switch (entry.action, entry.outcome) {
        case (.rollback, _): phase = .rollingBack
        case (.end, .done): phase = .done
        case (.end, .rolledBack): phase = .rolledBack
        case (.end, _): phase = .failed
        case (.steer, .open): isHeld = true
        case (.steer, _), (.resume, _): isHeld = false
        default: break
        }
    }

    /// Whether it has ended.
    public var isOver: Bool { phase == .done || phase == .rolledBack || phase == .failed }

    /// Whether it was interrupted: it has not ended, and nobody carries it out.
    public var isInterrupted: Bool { !isOver && !isCarriedOut }

    /// The plan's steps, and then those back.
    public var steps: [Plan.Step] { plan.steps + plan.back }

    /// How far a step is; steps back count on after the plan's own.
    public func progress(of step: Int) -> Progress {
        guard let last = entries.last(where: { $0.step == step }) else { return .waiting }
        switch last.outcome {
        case .open: return isOver ? .failed : .running
        case .failed: return .failed
        default: return .done
        }
    }

    /// The first step that is not known to be done.
    public var next: Int { steps.indices.first { progress(of: $0) != .done } ?? steps.count }

    /// Who began it, and when.
    public var begun: JournalEntry? { entries.first }

    /// What it said last.
    public var last: JournalEntry? { entries.last }
}

extension Rollout {
    /// The rollouts of entries, the oldest first.
    public static func all(_ entries: [JournalEntry]) -> [Rollout] {
        var (all, places): ([Rollout], [Int: Int]) = ([], [:])
        for entry in entries {
            if let place = entry.rollout.flatMap({ places[$0] }) {
                all[place].take(entry)
            } else if let new = Rollout(entry) {
                places[new.id] = all.count
                all.append(new)
            }
        }
        return all
    }
}
