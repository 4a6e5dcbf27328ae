import Entities
import TUI

extension OverviewPane {
    /// What there is beside what needs attention, and what changed lately below them.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = layout(scene, in: rect)
        drawAreas(scene, on: &canvas, in: layout.areas)
        drawAttention(scene, on: &canvas, in: layout.attention)
        drawChanges(scene, on: &canvas, in: layout.changes)
        if let divider = layout.divider { draw(divider, layout, on: &canvas) }
    }

    /// The line between two parts, joined to the rules above and below.
    private func draw(_ divider: Int, _ layout: Layout, on canvas: inout Canvas) {
        let areas = layout.areas
        guard !areas.isEmpty else { return }
        let top = section == .areas ? "┭" : section == .attention ? "┮" : "┬"
        // The rule of the areas leaves its last column free.
        let isHeavy = section == .areas
        canvas.put(isHeavy ? "━" : "─", divider - 1, areas.y, isHeavy ? .borderFocused : .border)
        canvas.put(top, divider, areas.y, .border)
        for y in (areas.y + 1)..<max(areas.y + 1, areas.bottom) {
            canvas.put("│", divider, y, .border)
        }
        guard !layout.changes.isEmpty else { return }
        let isBelow = section == .changes
        let joint = isBelow ? "┷" : "┴"
        canvas.put(joint, divider, layout.changes.y, isBelow ? .borderFocused : .border)
    }

    private func drawAreas(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let areas = areas(scene)
        let days = areas.contains { !$0.daily.isEmpty }
        TitleRule(
            [Span("Areas", .title)],
            note: days ? [Span("last \(Experiment.Activity.days) days", .muted)] : [],
            isFocused: section == .areas
        ).draw(on: &canvas, in: rest.takeTop())
        for (rank, area) in areas.enumerated() {
            let line = rest.takeTop()
            guard !line.isEmpty else { return }
            canvas.put(area.name, line.x + 3, line.y, .text)
            canvas.put(area.count.padded(to: 10, right: true), line.x + 15, line.y, .strong)
            let room = area.daily.isEmpty ? line.width - 28 : 15
            canvas.put(area.states, line.x + 27, line.y, limit: room)
            let values = area.daily.map { $0 > 0 ? Double($0) : nil }
            Sparkline(values, role: .heat0).draw(on: &canvas, line.x + 42, line.y)
            select(line, .areas, rank, on: &canvas)
        }
    }

    private func drawAttention(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let lines = attention(scene)
        var title: Line = [Span("Needs attention", .title)]
        if !lines.isEmpty { title.append(" \(count(scene, lines))", .warn) }
        TitleRule(
            title,
            note: lines.isEmpty ? [] : [Span("worst first", .muted)],
            isFocused: section == .attention
        ).draw(on: &canvas, in: rest.takeTop())
        guard !lines.isEmpty else {
            let others = scene.catalog[SourceChecks()].values.count { feed in
                feed.answer.map { !$0.capabilities.contains(.runs) } ?? false
            }
            let isRead = experiments.answered + others >= scene.catalog.sources.count
            let sentence = isRead ? "nothing that any source knows of" : "reading…"
            if !rest.isEmpty { canvas.put(sentence, rest.x + 3, rest.y, .muted) }
            return
        }
        let top = cursor(.attention).top
        for (rank, line) in lines.enumerated().dropFirst(top) {
            let row = rest.takeTop(2)
            guard row.height == 2 else { return }
            draw(line, on: &canvas, in: row)
            select(row, .attention, rank, on: &canvas)
        }
    }

    /// All that needs attention, also what is not listed.
    private func count(_ scene: Scene, _ lines: [AttentionLine]) -> String {
        let sources = lines.count { if case .source = $0.thing { true } else { false } }
        let failed = experiments.total?.failedLately ?? 0
        let firing = alerts.counts.filter { ["critical", "firing", "warning"].contains($0.word) }
            .reduce(0) { $0 + $1.count }
        let listed = lines.count { if case .alert = $0.thing { true } else { false } }
        return Format.count(max(lines.count - listed + firing, sources + failed + firing))
    }

    private func draw(_ line: AttentionLine, on canvas: inout Canvas, in row: Rect) {
        canvas.put(line.sign.text, row.x + 3, row.y, line.sign.role)
        let end = row.right - 2 - Width.of(line.age)
        canvas.put(line.title, row.x + 5, row.y, limit: max(0, end - row.x - 7))
        canvas.put(line.age, end, row.y, .muted)
        canvas.put(line.note.cut(to: row.width - 7), row.x + 5, row.y + 1, .muted)
    }

    /// The cursor, in the part that keys go to.
    func select(_ line: Rect, _ section: Section, _ rank: Int, on canvas: inout Canvas) {
        guard section == self.section, rank == cursor.rank else { return }
        canvas.select(line)
        for y in line.y..<line.bottom { canvas.put("▌", line.x, y, .accent) }
    }
}
