import Entities
import TUI

extension QueryPane {
    /// Asking, the cursor, looking further back, and the legend.
    public static let keys: [KeyBinding<QueryPane>] = [
        KeyBinding("/", "another expression", .look, footer: "ask") { pane, _ in
            [.open(SearchPane(pane.query), as: .dialog)]
        },
        KeyBinding("h left", "cursor to the left", .look, footer: "cursor") { pane, _ in
            pane.move(by: -1)
        },
        KeyBinding("l right", "cursor to the right", .look) { pane, _ in pane.move(by: 1) },
        KeyBinding("^b pgup", "ten columns to the left", .look) { pane, _ in pane.move(by: -10) },
        KeyBinding("^f pgdn", "ten columns to the right", .look) { pane, _ in pane.move(by: 10) },
        KeyBinding("j down", "further down the series", .move) { pane, _ in pane.scroll(by: 1) },
        KeyBinding("k up", "further up the series", .move) { pane, _ in pane.scroll(by: -1) },
        KeyBinding("+ =", "a shorter time", .look, footer: "zoom") { pane, _ in
            pane.span = pane.span.next(by: -1)
            return []
        },
        KeyBinding("- _", "a longer time", .look) { pane, _ in
            pane.span = pane.span.next(by: 1)
            return []
        },
        KeyBinding("esc", "put the cursor away, or one step back", .go) { pane, _ in
            guard pane.cursor != nil else { return [.back(orLeave: false)] }
            pane.cursor = nil
            return []
        },
        KeyBinding("y", "copy the expression", .look, footer: "copy") { pane, _ in
            [.copy(pane.query)]
        },
    ]

    /// Moves by columns; a cursor appears at the last.
    private mutating func move(by columns: Int) -> [Effect] {
        guard let window = shown?.window, window.columns > 0 else { return [] }
        let last = window.columns - 1
        let column = cursor.map { window.column(of: $0) ?? last }
        cursor = window.moment(min(last, max(0, column.map { $0 + columns } ?? last)))
        return []
    }

    private mutating func scroll(by rows: Int) -> [Effect] {
        top = max(0, min(top + rows, (shown?.series.count ?? 1) - 1))
        return []
    }
}
