import Entities
import TUI

extension DeploymentsPane {
    /// Opening, changing, searching and moving.
    public static let keys: [KeyBinding<DeploymentsPane>] =
        [
            KeyBinding("enter", "its last rollout", .go, footer: "rollout", refusal: noRollout) {
                pane,
                scene in
                let rollout = pane.current.flatMap { scene.rollout(of: $0.id) }
                return rollout.map { [.open(RolloutPane(.number($0.id)), as: .view)] } ?? []
            },
            KeyBinding(
                "D",
                "deploy a version",
                .change,
                footer: "deploy…",
                refusal: cannot(.deploy)
            ) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.version($0)), as: .dialog)] } ?? []
            },
            KeyBinding(
                "R",
                "bring back what served before",
                .change,
                footer: "roll back…",
                refusal: noWayBack
            ) { pane, scene in
                pane.current.map { scene.rollBack($0) } ?? []
            },
            KeyBinding(
                "W",
                "split the traffic",
                .change,
                footer: "weights…",
                refusal: cannot(.canary)
            ) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.weights($0)), as: .dialog)] } ?? []
            },
            KeyBinding("C", "scale", .change, footer: "scale…", refusal: cannot(.scale)) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.replicas($0)), as: .dialog)] } ?? []
            },
            KeyBinding("gh", "its health in full", .go, footer: "health", refusal: unmeasured) {
                pane,
                _ in
                guard let id = pane.current?.id, let row = pane.measured()[id] else { return [] }
                return [.open(ServicePane(row.health.id), as: .view)]
            },
            KeyBinding(
                "go",
                "its log",
                .go,
                footer: "log",
                refusal: { pane, scene in scene.whyNoLog(of: pane.current?.id) },
                action: { pane, _ in
                    pane.current.map { [.open(LogPane($0.id), as: .view)] } ?? []
                }
            ),
            KeyBinding("gm", "the model's versions", .go, footer: "model", refusal: nothing) {
                pane,
                _ in
                pane.current.map { [$0.modelLink] } ?? []
            },
            KeyBinding("gj", "its entries in the journal", .go, refusal: nothing) { pane, _ in
                pane.current.map { [.open(JournalPane(text: $0.id.name), as: .view)] } ?? []
            },
            KeyBinding(
                "/",
                "deployments whose names hold words; esc shows all",
                .look,
                footer: "search"
            ) {
                pane,
                _ in
                [.open(SearchPane(pane.text), as: .dialog)]
            },
            KeyBinding("esc", "show all, or one step back", .go) { pane, scene in
                guard !pane.text.isEmpty else { return [.back(orLeave: false)] }
                return pane.receive(.search(""), scene)
            },
            KeyBinding("y", "copy where requests go", .look, refusal: nothing) { pane, _ in
                pane.current.map { [.copy($0.address.isEmpty ? $0.id.name : $0.address)] } ?? []
            },
        ] + moves

    private static let nothing: @Sendable (DeploymentsPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no deployment here" : nil
    }

    private static let noRollout: @Sendable (DeploymentsPane, Scene) -> String? = { pane, scene in
        guard let current = pane.current else { return "there is no deployment here" }
        return scene.rollout(of: current.id) == nil
            ? "the journal tells of no rollout of \(current.id.name)" : nil
    }

    private static let noWayBack: @Sendable (DeploymentsPane, Scene) -> String? = { pane, scene in
        scene.whyNoWayBack(of: pane.current)
    }

    private static let unmeasured: @Sendable (DeploymentsPane, Scene) -> String? = { pane, _ in
        guard let current = pane.current else { return "there is no deployment here" }
        return pane.measured()[current.id] == nil ? "nobody measures \(current.id.name)" : nil
    }

    private static func cannot(
        _ ability: Ability
    ) -> @Sendable (DeploymentsPane, Scene) -> String? {
        { pane, _ in
            guard let current = pane.current else { return "there is no deployment here" }
            return current.cannot[ability]
        }
    }
}
