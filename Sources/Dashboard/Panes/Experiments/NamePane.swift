import Entities
import TUI

/// The prompt behind `/` where things are filtered by a part of their name.
public struct NamePane: TextEntry {
    private var field: TextField

    init(_ text: String) { field = TextField(text) }

    /// Filtering and leaving; letters write.
    public static let keys: [KeyBinding<NamePane>] = [
        KeyBinding("enter", "filter", .look, footer: "filter") { pane, _ in
            [.close(.filter(pane.field.text))]
        },
        KeyBinding("esc", "clear, then back", .go, footer: "clear, back") { pane, _ in
            guard !pane.field.text.isEmpty else { return [.close(.filter(""))] }
            pane.field = TextField()
            return []
        },
    ]

    /// Nothing of its own.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [] }

    /// Writes.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        _ = field.press(key)
        return []
    }

    /// Writes what was pasted.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        field.insert(text.trimmed)
        return []
    }
}

extension NamePane: Prompting {
    /// Takes over the last row, with a rule above it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let lines = Rect(rect.x, rect.bottom - 2, rect.width, 2)
        canvas.clear(lines)
        TitleRule(
            [Span("Filter", .title)],
            note: [Span("a part of the name", .muted)],
            isFocused: true
        ).draw(on: &canvas, in: lines)
        field.draw(sign: " /", on: &canvas, in: Rect(rect.x, rect.bottom - 1, rect.width, 1))
    }
}
