import Entities
import TUI

extension ExperimentsPane {
    /// Opening, filtering, sorting and moving.
    public static let keys: [KeyBinding<ExperimentsPane>] =
        [
            KeyBinding(
                "enter gr",
                "the experiment's runs",
                .go,
                footer: "runs",
                refusal: noExperiment
            ) { pane, _ in
                pane.current.map { [.go(Locator(pane: "runs", path: [$0.name]))] } ?? []
            },
            KeyBinding("y", "copy the experiment's name", .look, refusal: noExperiment) {
                pane,
                _ in
                pane.current.map { [.copy($0.name)] } ?? []
            },
        ] + listKeys

    private static let noExperiment: @Sendable (ExperimentsPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no experiment here" : nil
    }
}

extension ExperimentsPane: Asking {
    /// Does what the prompt says.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        take(reply, scene)
    }
}
