import TUI

/// The last row: the keys that work here, as many as fit, and a notice at its right end.
struct Footer {
    let hints: [KeyHint]
    let notice: String

    func draw(on canvas: inout Canvas) {
        let (width, y) = (canvas.size.width, canvas.size.height - 1)
        canvas.clear(Rect(0, y, width, 1))
        let text = notice.cut(to: width - 4)
        let room = width - 1 - (text.isEmpty ? 0 : Width.of(text) + 2)
        if !text.isEmpty { canvas.put(text, width - 1 - Width.of(text), y, .text) }
        let shown = hints.filter { !$0.label.isEmpty && $0.refusal == nil }
        let help = shown.filter { $0.names.first == "?" }
        let helpWidth = help.reduce(0) { $0 + cells(of: $1) }
        var x = 1
        for hint in shown where hint.names.first != "?" {
            guard x + cells(of: hint) <= room - helpWidth else { break }
            x = draw(hint, x, y, on: &canvas)
        }
        for hint in help where x + cells(of: hint) - 2 <= room {
            x = draw(hint, x, y, on: &canvas)
        }
    }

    private func draw(_ hint: KeyHint, _ x: Int, _ y: Int, on canvas: inout Canvas) -> Int {
        let end = canvas.put(hint.names.first ?? "", x, y, .key)
        return canvas.put(hint.label, end + 1, y, .muted) + 2
    }

    private func cells(of hint: KeyHint) -> Int {
        Width.of(hint.names.first ?? "") + 1 + Width.of(hint.label) + 2
    }
}
