import Entities
import TUI

/// The keys that work here, searchable; made of the same tables that dispatch them.
public struct HelpPane: TextEntry {
    let hints: [KeyHint]
    private var search = TextField()
    private var top = 0

    init(hints: [KeyHint]) { self.hints = hints }

    /// Moving and leaving; letters search.
    public static let keys: [KeyBinding<HelpPane>] = [
        KeyBinding("down ^n", "down", .move, footer: "down") { pane, _ in pane.scroll(by: 1) },
        KeyBinding("up ^p", "up", .move, footer: "up") { pane, _ in pane.scroll(by: -1) },
        KeyBinding("pgdn ^f", "a page down", .move) { pane, _ in pane.scroll(by: 10) },
        KeyBinding("pgup ^b", "a page up", .move) { pane, _ in pane.scroll(by: -10) },
        KeyBinding("esc enter", "back", .go, footer: "back") { _, _ in [.close(nil)] },
    ]

    /// Nothing.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [] }

    /// Searches; `?` ends the help as it began it.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        if key == .character("?"), search.text.isEmpty { return [.close(nil)] }
        if search.press(key) { top = 0 }
        return []
    }

    /// Searches for what was pasted.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        search.insert(text)
        return []
    }

    private mutating func scroll(by rows: Int) -> [Effect] {
        top = min(max(0, top + rows), max(0, lines.count - 1))
        return []
    }

    /// Groups in their order, then what cannot act and why, then the signs.
    private var lines: [Line] {
        let wanted = search.text.lowercased()
        let found = hints.filter { hint in
            wanted.isEmpty || hint.help.lowercased().contains(wanted)
                || hint.names.joined(separator: " ").lowercased().contains(wanted)
        }
        var lines: [Line] = []
        for group in KeyGroup.allCases {
            let inGroup = found.filter { $0.group == group }
            guard !inGroup.isEmpty else { continue }
            if !lines.isEmpty { lines.append([]) }
            lines.append([Span(group.rawValue, .title)])
            lines += inGroup.map(line)
        }
        return lines.isEmpty
            ? [[Span("nothing matches", .muted)]] : lines + (wanted.isEmpty ? signs : [])
    }

    private func line(_ hint: KeyHint) -> Line {
        let keys = hint.names.joined(separator: " ").padded(to: 12)
        guard let why = hint.refusal else { return [Span(keys, .key), Span(hint.help, .text)] }
        return [Span(keys, .muted), Span(hint.help + ": " + why, .muted)]
    }

    private var signs: [Line] {
        var states: Line = []
        for status in Run.Status.allCases {
            states.append(status.sign + " ", status.role)
            states.append(status.word + "  ", .muted)
        }
        let values: Line = [
            Span("–", .muted), Span(" there is none  ", .muted), Span("·", .muted),
            Span(" not loaded yet  ", .muted), Span("NaN", .warn), Span(" not a number", .muted),
        ]
        return [[], [Span("Signs", .title)], states, values]
    }
}

extension HelpPane {
    /// A search field, and the table below it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let lines = lines
        let size = Size(min(84, rect.width - 4), min(lines.count + 3, rect.height - 3))
        let height = max(0, size.height - 3)
        let first = max(0, min(top, lines.count - height))
        let place =
            lines.count > height
            ? "\(first + 1)–\(first + height) of \(lines.count)" : "\(hints.count) keys"
        let note: Line = [Span("type to search · \(place)", .muted)]
        var inner = Frame([Span("Keys here", .title)], note: note)
            .draw(on: &canvas, in: rect.centred(size))
        let line = inner.takeTop()
        search.draw(sign: " / ", on: &canvas, in: Rect(line.x, line.y, line.width - 1, 1))
        for (index, line) in lines.dropFirst(first).prefix(inner.height).enumerated() {
            canvas.put(line, inner.x + 3, inner.y + index, limit: inner.width - 4)
        }
    }
}
