import Entities
import TUI

/// What is said where a list has no rows: what went wrong, or why there is nothing.
struct Nothing {
    /// What is said where nothing went wrong.
    let sentence: String

    func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        _ = rest.takeTop()
        let failures = scene.catalog.failures
        for (failure, since) in failures {
            let line = rest.takeTop()
            guard !line.isEmpty else { return }
            let text = "\(failure.message), since \(scene.clock(since))"
            canvas.put("▲ ", rect.x + 3, line.y, .warn)
            canvas.put(text.cut(to: rect.width - 6), rect.x + 5, line.y, .text)
        }
        guard failures.isEmpty, !rest.isEmpty else { return }
        canvas.put(sentence.cut(to: rect.width - 4), rect.x + 3, rest.y, .muted)
    }
}

/// The filter in force, in a row above the list that it is of, with the keys that change it.
struct FilterLine {
    let text: String

    func draw(on canvas: inout Canvas, in rect: Rect) {
        let keys: Line = [
            Span("/ ", .key), Span("change  ", .muted), Span("esc ", .key), Span("clear", .muted),
        ]
        let end = canvas.put("filter  ", rect.x + 3, rect.y, .muted)
        canvas.put(text.cut(to: rect.width - keys.width - 16), end, rect.y, .accent)
        canvas.put(keys, rect.right - keys.width - 1, rect.y)
    }
}
