import Entities
import TUI

extension EmptyPane {
    /// Where things stand: choices are always seen, what was looked for as far as there is room.
    struct Layout {
        /// The column where texts begin.
        let x: Int
        /// The row of the sentence.
        let sentence: Int
        /// How many of the findings are shown.
        let findings: Int
        /// The row of the first choice, and the rows from one to the next.
        let choices: Int
        let step: Int

        init(_ scene: Scene, _ size: Size) {
            let count = scene.session.discoveries.findings.count
            let isRoomy = size.height >= count + 20
            x = size.width < 100 ? 3 : 14
            step = isRoomy ? 2 : 1
            sentence = isRoomy ? 3 : size.height < 12 ? 1 : 2
            // The sentence, a blank, the head, a blank and the choices.
            let left = size.height - sentence - 4 - Choice.all.count * step
            findings = left > 0 ? min(count, left) : 0
            choices = sentence + 2 + (findings > 0 ? findings + 2 : 0)
        }
    }

    /// What was looked for, and the choices.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(scene, rect.size)
        TitleRule(
            [Span("Nothing to show yet", .title)],
            note: rect.width < 72 ? [] : note(scene),
            isFocused: true
        ).draw(on: &canvas, in: Rect(rect.x, rect.y, rect.width, 1))
        let room = rect.width - layout.x - 1
        let found = "No runs, models or services were found in this folder or in the environment."
        canvas.put(found.cut(to: room), layout.x, rect.y + layout.sentence, .strong)
        drawFindings(scene.session.discoveries.findings, layout, on: &canvas, in: rect)
        for (rank, choice) in Choice.all.enumerated() {
            let y = rect.y + layout.choices + rank * layout.step
            guard y < rect.bottom else { break }
            draw(choice, isCurrent: rank == cursor.rank, layout, on: &canvas, in: rect, y)
        }
        let end = layout.choices + Choice.all.count * layout.step
        drawPromise(on: &canvas, in: rect, from: layout.x, below: rect.y + end)
    }

    /// What mldeck does not do, at the bottom where there is room for it.
    private func drawPromise(
        on canvas: inout Canvas,
        in rect: Rect,
        from x: Int,
        below end: Int
    ) {
        let sentences = [
            "mldeck opens what it finds, read-only.",
            "It starts no server, needs no account and sends nothing anywhere.",
        ]
        let isOneLine = Width.of(sentences.joined(separator: " ")) < rect.right - x
        let lines = isOneLine ? [sentences.joined(separator: " ")] : sentences
        let y = rect.bottom - 1 - lines.count
        guard y > end else { return }
        for (index, line) in lines.enumerated() {
            canvas.put(line, x, y + index, .muted, limit: rect.right - 1 - x)
        }
    }

    private func note(_ scene: Scene) -> Line {
        let discoveries = scene.session.discoveries
        guard discoveries.files > 0 else { return [] }
        let took = Format.duration(milliseconds: discoveries.lookedFor)
        return [
            Span("looked for \(took) in \(Format.count(discoveries.files)) files", .muted)
        ]
    }

    private func drawFindings(
        _ findings: [Discoveries.Finding],
        _ layout: Layout,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        let shown = findings.prefix(layout.findings)
        guard !shown.isEmpty else { return }
        let labels = min(30, shown.reduce(10) { max($0, Width.of($1.label)) })
        let founds = min(20, shown.reduce(5) { max($0, $1.shown.width) })
        let (found, hint) = (layout.x + labels + 3, layout.x + labels + founds + 6)
        let y = rect.y + layout.sentence + 2
        canvas.put("looked for", layout.x, y, .muted)
        canvas.put("found", found, y, .muted)
        canvas.put("what would make it appear", hint, y, .muted, limit: rect.right - 1 - hint)
        for (index, finding) in shown.enumerated() {
            let y = y + 1 + index
            canvas.put(finding.label.cutMiddle(to: labels), layout.x, y, .text)
            canvas.put(finding.shown, found, y, limit: founds)
            canvas.put(finding.advice(in: rect.right - 1 - hint), hint, y)
        }
    }

    private func draw(
        _ choice: Choice,
        isCurrent: Bool,
        _ layout: Layout,
        on canvas: inout Canvas,
        in rect: Rect,
        _ y: Int
    ) {
        canvas.put(String(choice.digit), layout.x, y, .key)
        canvas.put(choice.title, layout.x + 4, y, .strong, limit: rect.right - layout.x - 5)
        let note = layout.x + (rect.width < 100 ? 29 : 32)
        if rect.right - note > 40 {
            canvas.put(choice.note.cut(to: rect.right - 1 - note), note, y, .muted)
        }
        guard isCurrent else { return }
        canvas.select(Rect(layout.x - 3, y, rect.right - layout.x + 3, 1))
        canvas.put("▌", layout.x - 3, y, .accent)
    }
}

extension Discoveries.Finding {
    /// What was found, with a sign where it cannot be opened as it is.
    fileprivate var shown: Line {
        switch state {
        case .absent: [Span(found.isEmpty ? "–" : found, .muted)]
        case .blocked: [Span("▲ \(found)", .warn)]
        case .opened: [Span("● ", .ok), Span(found, .text)]
        }
    }

    /// The hint in so many cells; what is to be typed, which stands after two blanks, is seen.
    fileprivate func advice(in cells: Int) -> Line {
        let hint = hint.cut(to: cells)
        guard let typed = hint.firstRange(of: "  ")?.upperBound else { return [Span(hint, .muted)] }
        let end = hint[typed...].firstIndex(of: ";") ?? hint.endIndex
        return [
            Span(String(hint[..<typed]), .muted), Span(String(hint[typed..<end]), .strong),
            Span(String(hint[end...]), .muted),
        ]
    }
}
