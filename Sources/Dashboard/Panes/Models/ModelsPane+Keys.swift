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
            KeyBinding("/", "filter; esc clears it", .look, footer: "filter") { pane, _ in
                [.open(FilterPane(pane.filterText, of: .models), as: .dialog)]
            },
            KeyBinding("esc", "clear the filter, or one step back", .go) { pane, scene in
                guard !pane.filterText.isEmpty else { return [.back(orLeave: false)] }
                pane.show(filter: "", scene.now)
                return []
            },
            KeyBinding("s", "sort by this column; again turns it round", .look, footer: "sort") {
                pane,
                _ in
                pane.sort(by: pane.currentField ?? pane.order.field)
                return []
            },
            KeyBinding("h left", "column to the left", .move) { pane, _ in
                pane.moveColumn(by: -1)
            },
            KeyBinding("l right", "column to the right", .move) { pane, _ in
                pane.moveColumn(by: 1)
            },
            KeyBinding("y", "copy the model's name", .look, refusal: noModel) { pane, _ in
                pane.current.map { [.copy($0.id.name)] } ?? []
            },
        ] + moves

    private static let noModel: @Sendable (ModelsPane, Scene) -> String? = { pane, _ in
        pane.current == nil ? "there is no model here" : nil
    }

    /// Moves the column cursor over the columns that can be sorted by.
    private mutating func moveColumn(by step: Int) -> [Effect] {
        let fields = ModelField.allCases
        let index = fields.firstIndex(of: currentField ?? order.field) ?? 0
        currentField = fields[min(max(0, index + step), fields.count - 1)]
        return []
    }
}

extension ModelsPane: Asking {
    /// Does what the prompt says.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        if case .filter(let text) = reply { show(filter: text, scene.now) }
        return []
    }
}
