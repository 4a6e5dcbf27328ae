import Entities
import TUI

/// The prompt behind `/` where keys or names are searched: the view follows letter by letter.
public struct SearchPane: TextEntry {
    private var field: TextField

    init(_ text: String) { field = TextField(text) }

    /// Leaving; letters search.
    public static let keys: [KeyBinding<SearchPane>] = [
        KeyBinding("enter", "keep what is found", .look, footer: "keep") { pane, _ in
            [.close(.search(pane.field.text))]
        },
        KeyBinding("esc", "show all again", .go, footer: "show all") { _, _ in
            [.close(.search(""))]
        },
    ]

    /// Nothing of its own.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [] }

    /// Writes, and searches at once.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        _ = field.press(key)
        return [.tell(.search(field.text))]
    }

    /// Writes what was pasted, and searches at once.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        field.insert(text.trimmed)
        return [.tell(.search(field.text))]
    }
}

extension SearchPane: Prompting {
    /// Takes over the last row.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let row = Rect(rect.x, rect.bottom - 1, rect.width, 1)
        canvas.clear(row)
        field.draw(sign: " /", on: &canvas, in: row)
    }
}
