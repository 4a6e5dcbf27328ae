import Entities
import TUI

extension HealthPane {
    /// Where the areas stand: what is wrong with the answers, the table, and below it the time
    /// axis, the changes, and what there is to say of the service under the cursor.
    struct Layout {
        private(set) var notices: Rect
        private(set) var table: Rect
        /// The time axis, and the changes in up to two rows.
        private(set) var axis: Rect
        private(set) var detail: Rect

        init(_ pane: HealthPane, _ scene: Scene, in rect: Rect) {
            var rest = rect
            _ = rest.takeTop(pane.text.isEmpty ? 1 : 2)
            notices = rest.takeTop(min(pane.notices(scene).count, max(0, rest.height / 4)))
            detail = rest.takeBottom(rect.height >= 18 ? 4 : 0)
            let marks = pane.landed.axis.map { scene.marks(in: $0).count } ?? 0
            let below = rest.height > 6 ? 1 + min(2, marks) : 0
            table = rest.takeTop(min(1 + pane.rows.count, max(2, rest.height - below)))
            axis = rest.takeTop(below)
        }

        /// The services that have room below the head.
        var tableRows: Int { max(1, table.height - 1) }
    }

    /// The table with its strips; where nobody measures anything, what would change that.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(self, scene, in: rect)
        var rest = rect
        TitleRule(title, note: note, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        if !text.isEmpty { FilterLine(text: text).draw(on: &canvas, in: rest.takeTop()) }
        Self.draw(notices(scene), on: &canvas, in: layout.notices)
        _ = rest.takeTop(layout.notices.height)
        guard let current else { return drawNothing(scene, on: &canvas, in: rest) }
        let table = table(scene)
        table.draw(on: &canvas, in: layout.table)
        if let place = table.places(in: rect.width).last, place.index == table.columns.count - 1 {
            let cells = Rect(rect.x + place.x, layout.axis.y, place.width, layout.axis.height)
            drawAxis(scene, on: &canvas, cells, in: layout.axis)
        }
        draw(current, scene, on: &canvas, in: layout.detail)
    }

    private var title: Line {
        var title: Line = [Span("Health", .title)]
        guard !landed.rows.isEmpty else { return title }
        let all = Format.count(landed.rows.count)
        let count = text.isEmpty ? all : "\(Format.count(rows.count)) of \(all)"
        title.append(" \(count)\(rows.isEmpty ? "" : " · ")", .accent)
        for state in Health.State.allCases {
            let count = rows.count { $0.state == state }
            guard count > 0 else { continue }
            title.append(state.look.text, state.look.role)
            title.append(" \(Format.count(count))  ", .text)
        }
        return title
    }

    private var note: Line {
        guard let axis = landed.axis, !landed.rows.isEmpty else { return [] }
        let step = landed.isCurrent ? "step \(HealthSpan.written(step: axis.step))" : "reading…"
        return [
            Span("last ", .muted), Span(span.written, .text), Span(" · ", .muted),
            Span("+ -", .key), Span(" zoom · \(step)", .muted),
        ]
    }

    /// What is wrong with the answers: sources that do not answer any more, parts that miss.
    func notices(_ scene: Scene) -> [Line] {
        let feeds = landed.question.map { scene.catalog[$0] } ?? [:]
        let failing = feeds.sorted { $0.key < $1.key }.compactMap { source, feed -> Line? in
            guard !landed.rows.isEmpty, let failure = feed.failure else { return nil }
            let isStale = landed.knows(source)
            return Self.notice(failure, feed.failedSince, feed.nextTry, isStale: isStale, scene)
        }
        return failing + landed.warnings.map { [Span("▲ ", .warn), Span($0, .text)] }
    }

    /// That a source does not answer: since when, why, and when it is asked again.
    static func notice(
        _ failure: Failure,
        _ since: Instant?,
        _ next: Instant?,
        isStale: Bool,
        _ scene: Scene
    ) -> Line {
        let name = failure.source.name.cutMiddle(to: 24)
        let time = since.map { " since \(scene.clock($0))" } ?? ""
        let state =
            isStale
            ? Span("◌ \(name) stale\(time)", .stale) : Span("✗ \(name) failed\(time)", .critical)
        let again = next.map { " · next try \(scene.clock($0))" } ?? ""
        return [
            state, Span(": \(failure.reason.sentence)\(again) · ", .muted), Span("r", .key),
            Span(" now", .muted),
        ]
    }

    /// As many notices as have room, and how many there are more.
    static func draw(_ notices: [Line], on canvas: inout Canvas, in rect: Rect) {
        for (index, notice) in notices.prefix(rect.height).enumerated() {
            let left = notices.count - rect.height
            let isLast = index == rect.height - 1 && left > 0
            let rest = isLast ? "  … and \(Format.count(left)) more" : ""
            let room = max(0, rect.width - 4 - Width.of(rest))
            let end = canvas.put(notice, rect.x + 3, rect.y + index, limit: room)
            canvas.put(rest, end, rect.y + index, .muted)
        }
    }

    private func table(_ scene: Scene) -> Table {
        let shown = cursor.visible.clamped(to: rows.indices)
        let values = HealthCells(rows[shown].map(\.health))
        let hasSources = Set(landed.rows.map(\.health.id.source)).count > 1
        let cells = landed.axis?.columns ?? 0
        var columns = [
            Table.Column(""), Table.Column("service", gap: 1, limit: 32, cut: .middle),
            Table.Column("serves", rank: 30, limit: 24, cut: .middle, grows: true),
        ]
        if hasSources { columns.append(Table.Column("source", rank: 20, limit: 16, cut: .middle)) }
        columns += values.columns + [Table.Column("", limit: cells)]
        let lines = shown.map { rank in
            let row = rows[rank]
            var line: [Table.Content] = [
                .text(row.state.look), .text(Span(row.health.id.name, .text)),
                .text(row.health.serves(scene.deployment(of: row.health))),
            ]
            if hasSources { line.append(.text(Span(row.health.id.source.name, .muted))) }
            line += values.cells(of: row.health)
            line.append(.strip(HeatStrip(row.steps), width: cells))
            return Table.Row(
                isCurrent: rank == cursor.rank,
                cells: row.isStale ? line.map { $0.inRole(.stale) } : line
            )
        }
        return Table(columns: columns, rows: lines, isFocused: true)
    }
}
