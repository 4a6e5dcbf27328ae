import Entities
import TUI

extension ServicePane {
    /// What it is to hold, how full it is, its versions beside each other, and what changed.
    func drawFacts(_ health: Health, _ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let full = Self.fullness.filter { health.lines[$0] != nil }
        let versions = health.versionNames
        let changes = changes(scene)
        let alerts = ownAlerts
        let wanted = [
            health.budgets.isEmpty ? health.objectives.count + 2 : 1 + 3 * health.objectives.count,
            full.isEmpty ? 0 : full.count + 1,
            versions.isEmpty ? 0 : versions.count + 2,
            alerts.isEmpty ? 0 : alerts.count + 1,
            changes.isEmpty ? 0 : changes.count + 1,
        ]
        let places = rect.stack(wanted)
        drawObjectives(health, on: &canvas, in: places[0])
        drawFullness(health, full, on: &canvas, in: places[1])
        drawVersions(health, versions, on: &canvas, in: places[2])
        drawAlerts(alerts, scene, on: &canvas, in: places[3])
        drawChanges(changes, scene, on: &canvas, in: places[4])
    }

    private static let fullness: [Measure] = [
        .saturation, .cacheUse, .prefixHits, .inProgress, .queue, .ready,
    ]

    private func rule(
        _ title: String,
        _ note: String = "",
        on canvas: inout Canvas,
        in rect: inout Rect
    ) {
        TitleRule([Span(title, .title)], note: [Span(note, .muted)], isFocused: false)
            .draw(on: &canvas, in: rect.takeTop())
    }

    private func drawObjectives(_ health: Health, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        rule("Objectives", on: &canvas, in: &rest)
        guard !health.objectives.isEmpty else {
            let sentence = "none set: `objectives` in config.yaml"
            canvas.put(sentence.cut(to: rest.width - 4), rest.x + 3, rest.y, .muted)
            return
        }
        guard health.budgets.isEmpty else {
            return drawBudgets(health, on: &canvas, in: rest)
        }
        let isStale = state == .stale
        let rows = health.objectives.map { objective in
            let value = health[objective.measure]
            let look = health.look(of: objective, isStale: isStale)
            let cells: [Table.Content] = [
                .text(look), .text(Span(objective.measure.word, .text)),
                .text(value.map { Span(objective.measure.shown($0), look.role) } ?? .none),
                .text(Span("\(objective.sign) \(objective.shownLimit)", .text)),
                .text(Span(Self.target(objective.target), .muted)),
            ]
            return Table.Row(cells: cells)
        }
        let columns = [
            Table.Column(""), Table.Column("measure", gap: 1, grows: true),
            Table.Column("now", isRight: true), Table.Column("limit", isRight: true),
            Table.Column("target", isRight: true, rank: 1),
        ]
        Table(columns: columns, rows: rows, isFocused: false).draw(on: &canvas, in: rest)
    }

    /// A share of requests or of time: `99.5 %`, as many decimals as tell something.
    static func target(_ share: Double) -> String {
        let percent = share * 100
        let decimals = (0..<3).first { decimals in
            let scaled = percent * [1, 10, 100][decimals]
            return abs(scaled - scaled.rounded()) < 1e-6
        }
        return Format.fixed(percent, decimals: decimals ?? 3) + " %"
    }

    private func drawFullness(
        _ health: Health,
        _ measures: [Measure],
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        rule("Saturation", on: &canvas, in: &rest)
        for measure in measures {
            let row = rest.takeTop()
            guard !row.isEmpty else { return }
            let value = health[measure]
            let role: Role = state == .stale ? .stale : health.role(of: measure)
            canvas.put(measure.word, row.x + 3, row.y, .muted)
            let text = value.map(measure.shown) ?? "–"
            canvas.put(text, row.right - 2 - Width.of(text), row.y, role)
            let (x, width) = (row.x + 16, row.width - 30)
            guard width > 3 else { continue }
            if measure.unit == .share, let value {
                let part = Int((min(1, max(0, value.isNaN ? 0 : value)) * Double(width)).rounded())
                canvas.put(String(repeating: "━", count: part), x, row.y, role)
                canvas.put(String(repeating: "─", count: width - part), x + part, row.y, .faint)
            } else {
                let values = (health.lines[measure] ?? []).most(of: width)
                Sparkline(values, role: state == .stale ? .stale : .heat0)
                    .draw(on: &canvas, x, row.y)
            }
        }
    }

    private func drawVersions(
        _ health: Health,
        _ names: [String],
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        rule("Versions", names.count > 1 ? "side by side" : "", on: &canvas, in: &rest)
        let each = names.map { name in
            Health(id: health.id, family: "", lines: health.versions[name] ?? [:])
        }
        let values = HealthCells(each)
        let rows = zip(names, each).enumerated().map { index, pair in
            let role = state == .stale ? Role.stale : .series(index + 1) ?? .text
            let name = Health.written(version: pair.0)
            var version = pair.1
            version.objectives = health.objectives
            return Table.Row(cells: [.text(Span(name, role))] + values.cells(of: version))
        }
        let columns = [Table.Column("version", limit: 20, cut: .middle, grows: true)]
        Table(columns: columns + values.columns, rows: rows, isFocused: false)
            .draw(on: &canvas, in: rest)
    }

    private func drawAlerts(
        _ alerts: [Alert],
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        rule("Alerts", "ga", on: &canvas, in: &rest)
        for alert in alerts {
            let row = rest.takeTop()
            guard !row.isEmpty else { return }
            let age = alert.firingSince.map {
                Format.age(milliseconds: scene.now.milliseconds(since: $0))
            }
            let end = row.right - 2 - Width.of(age ?? "")
            let name = canvas.put(alert.look.text + " ", row.x + 3, row.y, alert.look.role)
            let value = canvas.put(
                alert.name.cutMiddle(to: max(0, end - 2 - name)),
                name,
                row.y,
                .text
            )
            canvas.put(" \(alert.measured)".cut(to: max(0, end - 2 - value)), value, row.y, .muted)
            canvas.put(age ?? "", end, row.y, .muted)
        }
    }

    private func drawChanges(
        _ changes: [HealthMark],
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        rule("Changed", "newest first", on: &canvas, in: &rest)
        for mark in changes.reversed() {
            let row = rest.takeTop()
            guard !row.isEmpty else { return }
            let by = mark.by.cut(to: 12)
            let end = row.right - 2 - Width.of(by)
            let time = canvas.put(scene.moment(mark.at) + "  ", row.x + 3, row.y, .muted)
            let sign = canvas.put(mark.sign.text + " ", time, row.y, mark.sign.role)
            canvas.put(mark.what.cut(to: max(0, end - 2 - sign)), sign, row.y, .text)
            canvas.put(by, end, row.y, .muted)
        }
    }
}

extension Span {
    /// What is not there.
    fileprivate static let none = Span("–", .muted)
}

extension [Double] {
    /// The greatest of each of so many equal parts; nil where nothing was measured.
    fileprivate func most(of parts: Int) -> [Double?] {
        guard parts > 0, !isEmpty else { return [] }
        return (0..<parts).map { part in
            let from = part * count / parts
            let to = Swift.max(from + 1, (part + 1) * count / parts)
            return self[from..<Swift.min(count, to)].filter { !$0.isNaN }.max()
        }
    }
}
