import Entities
import TUI

extension LogPane {
    /// What is known of the log, what is looked for, and the lines.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(rect, isFiltered: !text.isEmpty)
        TitleRule(title(scene), note: note(scene), isFocused: true)
            .draw(on: &canvas, in: layout.rule)
        if !layout.filter.isEmpty { drawFilter(on: &canvas, in: layout.filter) }
        guard !visible.isEmpty else { return drawNothing(scene, on: &canvas, in: layout.lines) }
        var rest = layout.lines
        let found = isFolded ? [] : Set((hits?.lines ?? []).map(\.id))
        for place in visible where !rest.isEmpty && lines.indices.contains(place) {
            draw(lines[place], isHit: found.contains(lines[place].id), on: &canvas, in: &rest)
        }
    }

    private func title(_ scene: Scene) -> Line {
        var title: Line = [Span(name.cutMiddle(to: 40), .title)]
        guard let shown else { return title }
        if filter != nil, isFolded {
            title.append(" \(Self.written(shown.found)) of", .accent)
        }
        title.append(" \(Self.written(shown.count))", filter == nil ? .accent : .muted)
        let word = shown.count == .exactly(1) ? "line" : "lines"
        title.append(" \(word) · \(Format.bytes(Int64(shown.size)))", .muted)
        if shown.dropped > 0 {
            title.append(", the last \(Format.bytes(Int64(shown.size - shown.dropped)))", .muted)
        }
        guard let source = scene.catalog.sources.first(where: { $0.id == source }) else {
            return title
        }
        let room = layout.rule.width - title.width - note(scene).width - 12
        if room > 12 { title.append(" · \(source.location.cutMiddle(to: room))", .muted) }
        return title
    }

    private static func written(_ count: Count) -> String {
        if case .atLeast(let number) = count { return Format.count(number) + "…" }
        return Format.count(count.number)
    }

    /// What has become of it, when it was last written, and whether it is followed.
    private func note(_ scene: Scene) -> Line {
        var note: Line = []
        if let failure {
            let since = failure.since.map { " since \(scene.clock($0))" } ?? ""
            return [Span("◌ stale\(since)", .stale)]
        }
        if let turn = shown?.turn, let at = shown?.turned {
            note.append("▲ \(turn.word) \(scene.moment(at))", .warn)
            note.append(" · ", .muted)
        }
        if let ended = shown?.ended {
            note.append("■ \(ended.cut(to: 40))", .muted)
            note.append(" · ", .muted)
        } else if let written = shown?.written {
            let age = Format.age(milliseconds: scene.now.milliseconds(since: written))
            note.append("written \(age) ago · ", .muted)
        }
        if isFollowing {
            note.append("► following", .info)
        } else {
            note.append("paused", .text)
        }
        return note
    }

    private func drawFilter(on canvas: inout Canvas, in rect: Rect) {
        guard let complaint else { return FilterLine(text: text).draw(on: &canvas, in: rect) }
        canvas.put("▲ ", rect.x + 3, rect.y, .warn)
        canvas.put("\(text): \(complaint)".cut(to: rect.width - 6), rect.x + 5, rect.y, .text)
    }

    private func drawNothing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let isThere = scene.catalog.sources.contains { $0.id == source }
        let sentence =
            failure?.reason.message
            ?? (!isThere
                ? "There is no log of \(name): `logs` of a deployment in config.yaml names one."
                : shown == nil || shown?.progress != nil
                    ? "reading…" : filter == nil ? "Nothing is written yet." : "No line holds it.")
        let place = Rect(rect.x + 3, rect.y + 1, rect.width - 5, rect.height - 1)
        canvas.put(wrapping: sentence, in: place, .muted)
    }

    private func draw(
        _ line: LogLine,
        isHit: Bool,
        on canvas: inout Canvas,
        in rest: inout Rect
    ) {
        let text: LogText
        let rows: [Range<Int>]
        if isWrapped {
            (text, rows) = self.rows(of: line)
        } else {
            text = LogText(line, limit: column + textWidth + 1, marking: filter)
            rows = [text.row(from: column, of: textWidth)]
        }
        let place = rest.takeTop(rows.count)
        if let sign = text.level?.sign { canvas.put(sign.text, place.x + 1, place.y, sign.role) }
        if isHit { canvas.put("▸", place.x + 2, place.y, .match) }
        if isNumbered {
            let number = line.number.map { Format.count($0) } ?? "·"
            let padded = number.padded(to: gutter - 2, right: true)
            canvas.put(padded, place.x + 3, place.y, .faint)
        }
        for (index, row) in rows.prefix(place.height).enumerated() {
            let shown = text.line(row, isLast: index == rows.count - 1, width: textWidth)
            let x = place.x + 3 + gutter
            canvas.put(shown, x, place.y + index, limit: place.right - 1 - x)
        }
        guard line.id == cursor else { return }
        canvas.put("▌", place.x, place.y, .accent)
        canvas.select(place)
    }
}

extension Logs.Turn {
    fileprivate var word: String {
        switch self {
        case .renewed: "rotated"
        case .cut: "cut"
        case .removed: "removed"
        }
    }
}
