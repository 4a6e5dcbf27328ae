import Entities
import TUI

extension ModelsPane {
    /// Opening, filtering, sorting and moving.
    public static let keys: [KeyBinding<ModelsPane>] =
        [
            KeyBinding(
                "enter",
                "the model's versions",
                .go,
                footer: "versions",
                refusal: noModel
            ) { pane, _ in
                pane.current.map { [.open(VersionsPane($0.id), as: .view)] } ?? []
            },
            KeyBinding("T", "tag it, or describe it", .change, footer: "tag…", refusal: noModel) {
                pane,
                _ in
                pane.current.map { [.open(AskPane(.tag(.model($0.id))), as: .dialog)] } ?? []
            },
            KeyBinding("y", "copy the model's name", .look, refusal: noModel) { pane, _ in
                pane.current.map { [.copy($0.id.name)] } ?? []
            },
        ] + listKeys

    private static let noModel: @Sendable (ModelsPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no model here" : nil
    }
}

extension ModelsPane: Asking {
    /// Does what the prompt says.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        take(reply, scene)
    }
}
