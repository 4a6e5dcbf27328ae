import Entities
import TUI

extension HealthPane {
    /// Opening, looking further back, searching and moving.
    public static let keys: [KeyBinding<HealthPane>] =
        [
            KeyBinding("enter", "the service in full", .go, footer: "open", refusal: nothing) {
                pane,
                _ in
                pane.current.map { row in
                    [.open(ServicePane(row.health.id, span: pane.span), as: .view)]
                } ?? []
            },
            KeyBinding("+ =", "a shorter time", .look, footer: "zoom", refusal: nobody) {
                pane,
                _ in
                pane.span = pane.span.next(by: -1)
                return []
            },
            KeyBinding("- _", "a longer time", .look, refusal: nobody) {
                pane,
                _ in
                pane.span = pane.span.next(by: 1)
                return []
            },
            KeyBinding(
                "/",
                "services whose names hold words; esc shows all",
                .look,
                footer: "search",
                refusal: nobody
            ) { pane, _ in
                [.open(SearchPane(pane.text), as: .dialog)]
            },
            KeyBinding("esc", "show all, or one step back", .go) { pane, scene in
                guard !pane.text.isEmpty else { return [.back(orLeave: false)] }
                return pane.receive(.search(""), scene)
            },
            KeyBinding(
                "R",
                "bring back what served before",
                .change,
                footer: "roll back…",
                refusal: { pane, scene in scene.whyNoWayBack(of: pane.deployment(scene)) },
                action: { pane, scene in
                    pane.deployment(scene).map { scene.rollBack($0) } ?? []
                }
            ),
            KeyBinding(
                "gm",
                "the model's versions",
                .go,
                footer: "model",
                refusal: { pane, scene in scene.whyNoModel(of: pane.current?.health) },
                action: { pane, scene in pane.deployment(scene).map { [$0.modelLink] } ?? [] }
            ),
            KeyBinding("ga", "what rules say of it", .go, footer: "alerts", refusal: nothing) {
                pane,
                _ in
                let words = pane.current.map { [Locator.Setting("text", $0.health.id.name)] }
                return [.go(Locator(pane: "alerts", query: words ?? []))]
            },
            KeyBinding(
                "gj",
                "its entries in the journal",
                .go,
                footer: "journal",
                refusal: nothing
            ) {
                pane,
                _ in
                pane.current.map { [.open(JournalPane(text: $0.health.subject), as: .view)] } ?? []
            },
            KeyBinding("y", "copy the service's name", .look, refusal: nothing) { pane, _ in
                pane.current.map { [.copy($0.health.id.name)] } ?? []
            },
        ]
        + Choice.all.filter { "12".contains($0.digit) }.map { choice in
            KeyBinding(
                String(choice.digit),
                choice.title,
                .go,
                footer: choice.label,
                refusal: { pane, scene in
                    pane.isUnmeasured(scene) ? nil : "something is measured: enter opens it"
                },
                action: { _, _ in choice.effects }
            )
        } + moves

    /// The deployment under the cursor, where one is known.
    private func deployment(_ scene: Scene) -> Deployment? {
        current.flatMap { scene.deployment(of: $0.health) }
    }

    private static let nothing: @Sendable (HealthPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no service here" : nil
    }

    private static let nobody: @Sendable (HealthPane, Scene) -> String? = { pane, _ in
        pane.landed.rows.isEmpty ? "nothing is measured yet" : nil
    }
}

extension Scene {
    /// Why there is no model to go to; nil where there is.
    func whyNoModel(of health: Health?) -> String? {
        guard let health else { return "there is no service here" }
        return deployment(of: health) == nil
            ? "no deployment tells which model \(health.id.name) serves" : nil
    }
}

extension Health {
    /// What the journal knows it as.
    var subject: String { deployment?.name ?? id.name }
}
