import Entities
import TUI

/// A change before it is carried out: what is different, what the gates say, every call, the way
/// back, and what it takes to confirm it.
public struct PlanPane: TextEntry {
    let change: Change
    private(set) var field = TextField()
    /// Why failing gates are waived, by their names.
    private(set) var waivers: [String: String] = [:]
    /// Whether one `enter` has been typed where two carry it out.
    private(set) var isArmed = false
    private(set) var top = 0

    init(_ change: Change) { self.change = change }

    /// Confirming, leaving and scrolling; letters write.
    public static let keys: [KeyBinding<PlanPane>] = [
        KeyBinding(
            "enter",
            "waive a gate for the reason that was typed, or carry the plan out",
            .change,
            label: { pane, scene in pane.enterLabel(scene) },
            refusal: { pane, scene in pane.enterRefusal(scene) },
            action: { pane, scene in pane.enter(scene) }
        ),
        KeyBinding("esc", "leave; nothing is changed", .go, footer: "leave") { _, _ in
            [.close(nil), .notify("nothing was changed")]
        },
        KeyBinding("down ^n", "scroll down", .move) { pane, _ in pane.scroll(by: 1) },
        KeyBinding("up ^p", "scroll up", .move) { pane, _ in pane.scroll(by: -1) },
        KeyBinding("pgdn", "a page down", .move) { pane, _ in pane.scroll(by: 10) },
        KeyBinding("pgup", "a page up", .move) { pane, _ in pane.scroll(by: -10) },
    ]

    /// The plan.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [Ask(Proposals(change))] }

    /// Writes what is asked for.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        isArmed = false
        if needsText(scene) { _ = field.press(key) }
        return []
    }

    /// Writes what was pasted: a reason, never a confirmation.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        if openGate(scene) != nil { field.insert(text.trimmed) }
        return []
    }

    private mutating func scroll(by rows: Int) -> [Effect] {
        top = max(0, top + rows)
        return []
    }

    private mutating func enter(_ scene: Scene) -> [Effect] {
        guard let proposal = proposal(scene) else { return [] }
        if let gate = openGate(scene) {
            waivers[gate.name] = field.text.trimmed
            field = TextField()
            return []
        }
        if proposal.typed == nil, !isArmed {
            isArmed = true
            return []
        }
        let how = proposal.typed.map { "typed \"\($0)\"" } ?? "enter, enter"
        let word = Confirmation(
            change: change,
            hash: proposal.hash,
            waivers: waivers,
            how: how
        )
        let isLight = change.deployment == nil
        let next: [Effect] =
            isLight ? [] : [.open(RolloutPane(.hash(proposal.hash, change)), as: .view)]
        return [.close(nil), .commit(word)] + next
    }
}

extension PlanPane {
    /// The plan as it was last made; nil while it is being made.
    func proposal(_ scene: Scene) -> Proposal? {
        scene.catalog[Proposals(change)].values.compactMap(\.answer).first
    }

    /// Why it cannot be planned.
    func failure(_ scene: Scene) -> Failure? {
        scene.catalog[Proposals(change)].values.compactMap(\.failure).first
    }

    /// The first failing gate that nobody has waived.
    func openGate(_ scene: Scene) -> GateResult? {
        proposal(scene)?.failing.first { waivers[$0.name] == nil }
    }

    /// Whether something is to be typed: a reason or a name.
    func needsText(_ scene: Scene) -> Bool {
        guard let proposal = proposal(scene), proposal.refusal == nil,
            !proposal.plan.steps.isEmpty
        else { return false }
        return openGate(scene) != nil || proposal.typed != nil
    }

    private func enterLabel(_ scene: Scene) -> String {
        if openGate(scene) != nil { return "waive" }
        return isArmed ? "again: carry it out" : "carry it out"
    }

    /// Why `enter` does nothing now.
    func enterRefusal(_ scene: Scene) -> String? {
        guard let proposal = proposal(scene) else { return "there is no plan yet" }
        if let refusal = proposal.refusal { return refusal }
        if proposal.plan.steps.isEmpty { return "there is nothing to do: it is so already" }
        if let gate = openGate(scene) {
            return field.text.trimmed.isEmpty ? "\(gate.name) fails: type why it is waived" : nil
        }
        guard let typed = proposal.typed, field.text != typed else { return nil }
        return "type \(typed) to carry it out"
    }
}
