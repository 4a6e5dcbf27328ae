import Entities
import TUI

/// One rollout: its steps, how far they are, and what the journal says of it.
public struct RolloutPane: View {
    /// Which rollout.
    enum Which: Hashable, Sendable {
        /// By the number of the entry that began it.
        case number(Int)
        /// The newest of a plan that has just been confirmed.
        case hash(String, Change)
    }

    private(set) var which: Which
    private(set) var top = 0

    init(_ which: Which) { self.which = which }

    init(_ locator: Locator) { which = .number(locator.path.first.flatMap { Int($0) } ?? 0) }

    /// The rollout's number, as in `rollout/17`.
    public func locator(_ scene: Scene) -> Locator {
        var number = rollout(scene)?.id
        if case .number(let id) = which, id > 0 { number = id }
        return Locator(pane: "rollout", path: number.map { ["\($0)"] } ?? [])
    }

    /// The deployment, and that it is its rollout.
    public func breadcrumbs(_ scene: Scene) -> [String] {
        ["deployments", rollout(scene)?.name ?? "", "rollout"].filter { !$0.isEmpty }
    }

    /// The rollouts, and how the deployments do.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [Ask(Rollouts()), Ask(Deployments())]
    }

    /// The rollout as the journal tells it; nil before it does.
    func rollout(_ scene: Scene) -> Rollout? {
        let all = scene.catalog[Rollouts()].values.flatMap { $0.answer ?? [] }
        switch which {
        case .number(let id): return all.first { $0.id == id }
        case .hash(let hash, let change):
            return all.last { $0.hash == hash && $0.plan.change == change }
        }
    }

    /// Once it has begun it is known by its number: the same plan may be carried out again.
    public mutating func settle(_ scene: Scene, in size: Size) {
        if case .hash = which, let rollout = rollout(scene), !rollout.isOver {
            which = .number(rollout.id)
        }
    }

    /// Steering, going back and scrolling.
    public static let keys: [KeyBinding<RolloutPane>] = [
        KeyBinding(
            "P",
            "go on: end the wait under way, or take an interrupted rollout up again",
            .change,
            label: { pane, scene in pane.isInterrupted(scene) ? "resume" : "promote" },
            refusal: isOver,
            action: { pane, scene in pane.steer(scene, "promote", resume: false) }
        ),
        KeyBinding(
            "H",
            "hold at this step; again: go on",
            .change,
            label: { pane, scene in pane.rollout(scene)?.isHeld == true ? "go on" : "hold" },
            refusal: isNotRunning,
            action: { pane, scene in
                let isHeld = pane.rollout(scene)?.isHeld == true
                return pane.steer(scene, isHeld ? "go on" : "hold", resume: nil)
            }
        ),
        KeyBinding("R", "bring back what was before", .change, footer: "roll back…") {
            pane,
            scene in
            pane.rollBack(scene)
        },
        KeyBinding("X", "stop, and bring back what was before", .change, refusal: isNotRunning) {
            pane,
            scene in
            pane.steer(scene, "stop", resume: nil)
        },
        KeyBinding("gj", "its entries in the journal", .go, footer: "journal") { pane, scene in
            [.open(JournalPane(text: pane.rollout(scene)?.name ?? ""), as: .view)]
        },
        KeyBinding("j down", "down", .move) { pane, scene in pane.scroll(by: 1, scene) },
        KeyBinding("k up", "up", .move) { pane, scene in pane.scroll(by: -1, scene) },
        KeyBinding("y", "copy the last call", .look, footer: "copy call") { pane, scene in
            pane.rollout(scene)?.last.map { [.copy($0.what)] } ?? []
        },
    ]

    private static let isOver: @Sendable (RolloutPane, Scene) -> String? = { pane, scene in
        guard let rollout = pane.rollout(scene) else { return "there is no rollout here" }
        return rollout.isOver ? "it has ended; R brings back what was before" : nil
    }

    private static let isNotRunning: @Sendable (RolloutPane, Scene) -> String? = { pane, scene in
        if let why = isOver(pane, scene) { return why }
        return pane.isInterrupted(scene) ? "nobody carries it out: P resumes it, R goes back" : nil
    }

    private func isInterrupted(_ scene: Scene) -> Bool { rollout(scene)?.isInterrupted ?? false }

    private mutating func scroll(by rows: Int, _ scene: Scene) -> [Effect] {
        top = max(0, min(top + rows, (rollout(scene)?.entries.count ?? 1) - 1))
        return []
    }

    private func steer(_ scene: Scene, _ word: String, resume back: Bool?) -> [Effect] {
        guard let rollout = rollout(scene) else { return [] }
        if rollout.isInterrupted, let back { return [.resume(rollout.id, back: back)] }
        return [.steer(rollout.id, word, rollout.plan.change.source)]
    }

    private func rollBack(_ scene: Scene) -> [Effect] {
        guard let rollout = rollout(scene) else { return [] }
        if rollout.isInterrupted { return [.resume(rollout.id, back: true)] }
        if !rollout.isOver { return [.steer(rollout.id, "stop", rollout.plan.change.source)] }
        guard let id = rollout.plan.change.deployment,
            let change = scene.deployment(id)?.wayBack(scene.rollouts)
        else { return [.notify("nothing is known to go back to")] }
        return [.open(PlanPane(change), as: .dialog)]
    }
}

extension Rollout {
    /// What is changed: a deployment, or what is tagged.
    var name: String { entries.first?.subject ?? "" }
}

extension Scene {
    /// The rollouts that the journal tells of.
    var rollouts: [Rollout] { catalog[Rollouts()].values.flatMap { $0.answer ?? [] } }

    /// Every deployment of all sources.
    var deployments: [Deployment] { catalog[Deployments()].values.flatMap { $0.answer ?? [] } }

    /// The deployments that a model's versions can go to, by name.
    func targets(of model: RegisteredModel.ID) -> [Deployment] {
        deployments.filter { $0.model == model.name && $0.isOf(model) }.sorted { $0.id < $1.id }
    }

    /// A deployment as it was last seen.
    func deployment(_ id: Deployment.ID) -> Deployment? { deployments.first { $0.id == id } }
}
