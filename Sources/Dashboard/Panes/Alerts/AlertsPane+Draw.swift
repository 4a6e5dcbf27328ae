import Entities
import TUI

extension AlertsPane {
    /// Where the areas stand: what is wrong with the answers, the table, the alert under the cursor,
    /// and below it what was measured beside what changed just before.
    struct Layout {
        private(set) var notices: Rect
        private(set) var table: Rect
        private(set) var detail: Rect
        /// What was measured around the alert; empty where there is no room.
        private(set) var chart: Rect
        /// What changed before; empty where there is no room.
        private(set) var before: Rect

        init(_ pane: AlertsPane, _ scene: Scene, in rect: Rect) {
            var rest = rect
            _ = rest.takeTop(pane.text.isEmpty ? 1 : 2)
            notices = rest.takeTop(min(pane.notices(scene).count, max(0, rest.height / 4)))
            let least = rect.height < 16 ? 0 : rest.height / 2
            table = rest.takeTop(min(pane.rows.count + 1, rest.height - least))
            let rows = max(Self.leastFacts, pane.facts(scene, in: rect.width).count) + 1
            let hasChart = rest.height > Self.leastFacts + Self.chartRows
            let room = max(Self.leastFacts + 1, rest.height - Self.chartRows)
            detail = rest.takeTop(hasChart ? min(rows, room) : rest.height)
            before = rest.takeRight(rect.width < 110 ? 0 : 44)
            _ = rest.takeRight(before.width > 0 ? 1 : 0)
            chart = rest
        }

        /// So many at least, so that little moves when the cursor does.
        private static let leastFacts = 5
        private static let chartRows = 7

        /// The alerts that have room below the head.
        var tableRows: Int { max(1, table.height - 1) }
    }

    /// The alerts, and the one under the cursor in full.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(self, scene, in: rect)
        var rest = rect
        TitleRule(title(in: rect.width), note: note, isFocused: true)
            .draw(on: &canvas, in: rest.takeTop())
        if !text.isEmpty { FilterLine(text: text).draw(on: &canvas, in: rest.takeTop()) }
        HealthPane.draw(notices(scene), on: &canvas, in: layout.notices)
        _ = rest.takeTop(layout.notices.height)
        guard let current else { return drawNothing(scene, on: &canvas, in: rest) }
        table(scene).draw(on: &canvas, in: layout.table)
        draw(current, scene, on: &canvas, in: layout.detail)
        drawCourse(current, scene, on: &canvas, in: layout.chart, of: Size(rect.width, rect.height))
        guard !layout.before.isEmpty else { return }
        drawBefore(current, scene, on: &canvas, in: layout.before)
        let rows = layout.before.y..<layout.before.bottom
        Divider(layout.chart.right, rows).draw(on: &canvas)
    }

    /// How many there are of each kind, where there is little room by their signs.
    private func title(in width: Int) -> Line {
        var title: Line = [Span("Alerts", .title)]
        guard !landed.isEmpty else { return title }
        guard !landed.counts.isEmpty else { return Line(title.spans + [Span(" none", .muted)]) }
        guard width >= 100 else {
            return Line(title.spans + [Span(" ", .muted)] + landed.counts.line.spans)
        }
        for (index, count) in landed.counts.enumerated() {
            let gap = index == 0 ? " " : "  "
            title.append("\(gap)\(Format.count(count.count)) \(count.word)", count.look.role)
        }
        return title
    }

    private var note: Line {
        let inactive = landed.alerts.count - landed.active.count
        guard inactive > 0 else { return [] }
        let word = showsInactive ? "shown" : "hidden"
        return [
            Span("\(Format.count(inactive)) inactive \(word) · ", .muted), Span("o", .key),
            Span(showsInactive ? " hides" : " shows", .muted),
        ]
    }

    /// What is wrong with the answers: sources that do not answer any more, parts that miss.
    func notices(_ scene: Scene) -> [Line] {
        let feeds = scene.catalog[Alerts()].sorted { $0.key < $1.key }
        let failing = feeds.compactMap { source, feed -> Line? in
            guard !rows.isEmpty, let failure = feed.failure else { return nil }
            let isStale = landed.knows(source)
            return HealthPane.notice(
                failure,
                feed.failedSince,
                feed.nextTry,
                isStale: isStale,
                scene
            )
        }
        return failing + landed.warnings.map { [Span("▲ ", .warn), Span($0, .text)] }
    }

    private func table(_ scene: Scene) -> Table {
        let shown = cursor.visible.clamped(to: rows.indices)
        let first = rows.first?.alert.id.source
        let hasSources = rows.contains { $0.alert.id.source != first }
        let hasTeams = rows[shown].contains { $0.alert.labels["team"] != nil }
        let hasRunbooks = rows[shown].contains { $0.alert.runbookName != nil }
        var columns = [
            Table.Column(""), Table.Column("state", gap: 1),
            Table.Column("alert", limit: 36, cut: .middle),
            Table.Column("on", limit: 28, cut: .middle), Table.Column("value", rank: 50, limit: 18),
            Table.Column("since", isRight: true),
            Table.Column("just before", rank: 40, limit: 32),
        ]
        if hasTeams { columns.append(Table.Column("team", rank: 10, limit: 14)) }
        if hasRunbooks {
            columns.append(Table.Column("runbook", rank: 15, limit: 12, cut: .middle))
        }
        if hasSources { columns.append(Table.Column("source", rank: 20, limit: 16, cut: .middle)) }
        let lines = shown.map { rank in
            let row = rows[rank]
            var line = cells(row, scene)
            if hasTeams { line.append(row.alert.labels["team"].content(.muted)) }
            if hasRunbooks { line.append(row.alert.runbookName.content(.muted)) }
            if hasSources { line.append(.text(Span(row.alert.id.source.name, .muted))) }
            return Table.Row(
                isCurrent: rank == cursor.rank,
                cells: row.isStale ? line.map { $0.inRole(.stale) } : line
            )
        }
        return Table(columns: columns, rows: lines, isFocused: true)
    }

    private func cells(_ row: AlertRow, _ scene: Scene) -> [Table.Content] {
        let alert = row.alert
        let measured = alert.measured
        let age = alert.firingSince.map {
            Format.age(milliseconds: scene.now.milliseconds(since: $0))
        }
        let cause = scene.cause(of: alert, row.service)
        let isLoud = alert.state == .firing && alert.severity == .critical
        return [
            .text(alert.look), .text(alert.word), .text(Span(alert.name, isLoud ? .strong : .text)),
            .text(Span(alert.subject(row.service), .text)),
            measured.isEmpty ? .absent : .text(Span(measured, .text)),
            age.content(.text), cause.map { scene.before($0, alert) }.content(.text),
        ]
    }
}

extension Optional where Wrapped == String {
    /// The text in a role; absent where there is none.
    fileprivate func content(_ role: Role) -> Table.Content {
        map { .text(Span($0, role)) } ?? .absent
    }
}

extension Scene {
    /// What changed before an alert fired, and how long: `deploy v13 15m before`.
    func before(_ mark: HealthMark, _ alert: Alert) -> String {
        let gap = alert.firingSince.map {
            Format.age(milliseconds: $0.milliseconds(since: mark.at))
        }
        return "\(mark.deed) \(gap ?? "") before"
    }
}
