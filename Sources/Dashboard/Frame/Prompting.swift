import TUI

/// A dialog that takes the footer's row for what is being typed.
protocol Prompting: Pane {}

extension Prompting {
    /// The text in the last row of a rectangle, and behind it the keys, where both have room.
    func drawPrompt(
        _ field: TextField,
        sign: String,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let row = Rect(rect.x, rect.bottom - 1, rect.width, 1)
        let keys = Line(
            hints(scene).filter { !$0.label.isEmpty }.flatMap { hint in
                [Span("  \(hint.names.first ?? "")", .key), Span(" \(hint.label)", .muted)]
            }
        )
        let start = row.right - 1 - keys.width
        let isRoomy = start > row.x + Width.of(sign) + Width.of(field.text) + 2
        field.draw(sign: sign, on: &canvas, in: isRoomy ? Rect(0, row.y, start, 1) : row)
        if isRoomy { canvas.put(keys, start, row.y) }
    }
}
