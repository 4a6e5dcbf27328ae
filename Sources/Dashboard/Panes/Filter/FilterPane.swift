import Entities
import TUI

/// The prompt behind `/`: a filter, with a caret under what is wrong while it is written.
public struct FilterPane: TextEntry {
    private var field: TextField

    init(_ text: String) { field = TextField(text) }

    /// Filtering and leaving; letters write.
    public static let keys: [KeyBinding<FilterPane>] = [
        KeyBinding(
            "enter",
            "filter",
            .look,
            footer: "filter",
            refusal: { pane, scene in pane.complaint(scene)?.message },
            action: { pane, _ in [.close(.filter(pane.field.text))] }
        ),
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

    private func complaint(_ scene: Scene) -> FilterError? {
        do throws(FilterError) {
            _ = try Filter.parse(field.text, now: scene.now)
            return nil
        } catch {
            return error
        }
    }
}

extension FilterPane: Prompting {
    /// Takes over the last row; what is wrong stands above it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let lines = Rect(rect.x, rect.bottom - 3, rect.width, 3)
        canvas.clear(lines)
        TitleRule([Span("Filter", .title)], note: note, isFocused: true).draw(
            on: &canvas,
            in: lines
        )
        if let complaint = complaint(scene), !field.text.isEmpty {
            let x = min(rect.x + 2 + complaint.position, rect.width / 2)
            canvas.put("^ ", x, lines.y + 1, .warn)
            canvas.put(complaint.message.cut(to: rect.width - x - 4), x + 2, lines.y + 1, .text)
        }
        field.draw(sign: " /", on: &canvas, in: Rect(rect.x, rect.bottom - 1, rect.width, 1))
    }

    private var note: Line {
        [Span("metrics.acc > 0.9 AND params.model = 'xgb' AND start_time > -7d", .muted)]
    }
}

/// A dialog that takes the footer's row.
protocol Prompting {}
