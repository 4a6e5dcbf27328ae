import Entities
import TUI

extension ServicePane {
    /// The cursor, looking further back, and links.
    public static let keys: [KeyBinding<ServicePane>] = [
        KeyBinding("h left", "cursor to the left", .look, footer: "cursor") { pane, _ in
            pane.move(by: -1)
        },
        KeyBinding("l right", "cursor to the right", .look) { pane, _ in pane.move(by: 1) },
        KeyBinding("^b pgup", "ten columns to the left", .look) { pane, _ in pane.move(by: -10) },
        KeyBinding("^f pgdn", "ten columns to the right", .look) { pane, _ in pane.move(by: 10) },
        KeyBinding("esc", "put the cursor away, or one step back", .go) { pane, _ in
            guard pane.cursor != nil else { return [.back(orLeave: false)] }
            pane.cursor = nil
            return []
        },
        KeyBinding("j down", "the next chart", .move) { pane, _ in pane.scroll(by: 1) },
        KeyBinding("k up", "the chart before", .move) { pane, _ in pane.scroll(by: -1) },
        KeyBinding("+ =", "a shorter time", .look, footer: "zoom") { pane, _ in
            pane.span = pane.span.next(by: -1)
            return []
        },
        KeyBinding("- _", "a longer time", .look) { pane, _ in
            pane.span = pane.span.next(by: 1)
            return []
        },
        KeyBinding(
            "tab",
            "objectives, versions and changes in place of the charts, and back",
            .move,
            label: { pane, _ in pane.isTurned ? "charts" : "objectives" },
            refusal: { pane, _ in pane.isNarrow ? nil : "all areas are seen" },
            action: { pane, _ in
                pane.isTurned.toggle()
                return []
            }
        ),
        KeyBinding(
            "R",
            "bring back what served before",
            .change,
            footer: "roll back…",
            refusal: { pane, scene in scene.whyNoWayBack(of: pane.deployment(scene)) },
            action: { pane, scene in pane.deployment(scene).map { scene.rollBack($0) } ?? [] }
        ),
        KeyBinding(
            "gm",
            "the model's versions",
            .go,
            footer: "model",
            refusal: { pane, scene in scene.whyNoModel(of: pane.health) },
            action: { pane, scene in pane.deployment(scene).map { [$0.modelLink] } ?? [] }
        ),
        KeyBinding("ga", "what rules say of it", .go, footer: "alerts") { pane, _ in
            [.go(Locator(pane: "alerts", query: [Locator.Setting("text", pane.id.name)]))]
        },
        KeyBinding(
            "go",
            "its log",
            .go,
            footer: "log",
            refusal: { pane, scene in scene.whyNoLog(of: pane.health?.deployment) },
            action: { pane, _ in
                pane.health?.deployment.map { [.open(LogPane($0), as: .view)] } ?? []
            }
        ),
        KeyBinding("gj", "its entries in the journal", .go, footer: "journal") { pane, _ in
            [.open(JournalPane(text: pane.health?.subject ?? pane.id.name), as: .view)]
        },
        KeyBinding("y", "copy the values at the cursor, or of now", .look, footer: "copy values") {
            pane,
            _ in
            pane.values.map { [.copy($0)] } ?? [.notify("there is no value here")]
        },
    ]

    private func deployment(_ scene: Scene) -> Deployment? {
        health.flatMap { scene.deployment(of: $0) }
    }

    /// Moves by columns; a cursor appears at the last.
    private mutating func move(by columns: Int) -> [Effect] {
        guard let window = shown?.window, window.columns > 0 else { return [] }
        let last = window.columns - 1
        let column = cursor.map { window.column(of: $0) ?? last }
        cursor = window.moment(min(last, max(0, column.map { $0 + columns } ?? last)))
        return []
    }

    private mutating func scroll(by charts: Int) -> [Effect] {
        top = max(0, min(top + charts, panels.count - panelsSeen))
        return []
    }

    /// Every measure of the column under the cursor, or else the last, as in `p95 131 ms`.
    private var values: String? {
        guard let window = shown?.window, let health else { return nil }
        let column = cursor.flatMap { window.column(of: $0) } ?? window.columns - 1
        let values = Measure.allCases.compactMap { measure -> String? in
            guard let line = health.lines[measure], line.indices.contains(column),
                !line[column].isNaN
            else { return nil }
            return "\(measure.word) \(measure.shown(line[column]))"
        }
        return values.isEmpty ? nil : values.joined(separator: ", ")
    }
}
