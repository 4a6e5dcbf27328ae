import Entities
import TUI

extension DeploymentsPane {
    /// Where the areas stand: the table, and the deployment under the cursor.
    struct Layout {
        /// The row of the table's head.
        let head: Int
        let table: Rect
        let detail: Rect

        init(_ pane: DeploymentsPane, in rect: Rect) {
            var rest = rect
            head = pane.text.isEmpty ? 1 : 2
            detail = rest.takeBottom(rect.height >= 18 ? 11 : 0)
            table = rest
        }

        /// The deployments that have room below the head.
        var tableRows: Int { max(1, table.height - head - 1) }
    }

    /// The table; below it the deployment under the cursor in full.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(self, in: rect)
        var rest = layout.table
        TitleRule(title, note: range, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        if !text.isEmpty { FilterLine(text: text).draw(on: &canvas, in: rest.takeTop()) }
        guard let current else {
            return Nothing(sentence: sentence(scene)).draw(scene, on: &canvas, in: rest)
        }
        table(scene).draw(on: &canvas, in: rest)
        draw(current, scene, on: &canvas, in: layout.detail)
    }

    private var title: Line {
        var title: Line = [Span("Deployments", .title)]
        guard !rows.isEmpty else { return title }
        title.append(" \(Format.count(rows.count)) · ", .accent)
        for state in Deployment.State.allCases {
            let count = rows.count { $0.state == state }
            guard count > 0 else { continue }
            title.append(state.look.text, state.look.role)
            title.append(" \(Format.count(count))  ", .text)
        }
        return title
    }

    private var range: Line {
        guard !rows.isEmpty else { return [] }
        let last = min(cursor.visible.upperBound, rows.count)
        let seen = "\(Format.count(cursor.top + 1))–\(Format.count(last))"
        return [Span("\(seen) of \(Format.count(rows.count)) · the worst first", .muted)]
    }

    private func sentence(_ scene: Scene) -> String {
        if scene.catalog[Deployments()].isEmpty { return "reading…" }
        if !text.isEmpty { return "No deployment's name holds these words." }
        return "Nothing is deployed: an alias of a model (A in :models) or an entry of"
            + " `deployments` in config.yaml is one."
    }

    private func table(_ scene: Scene) -> Table {
        var columns = [
            Table.Column(""), Table.Column("deployment", gap: 1, limit: 32, cut: .middle),
            Table.Column("serves", limit: 32), Table.Column("target", rank: 50, limit: 20),
            Table.Column("ready", isRight: true, rank: 60),
        ]
        let ranks = cursor.visible.clamped(to: rows.indices)
        let measured = measured()
        let values = HealthCells(ranks.compactMap { measured[rows[$0].id]?.health })
        if !measured.isEmpty {
            columns += values.columns + [Table.Column("", rank: 45)]
        }
        if counts != nil { columns.append(Table.Column("alerts", rank: 55)) }
        columns += [
            Table.Column("rollout", rank: 80, limit: 40),
            Table.Column("store", rank: 30, limit: 20, cut: .middle),
            Table.Column("since", isRight: true, rank: 40),
        ]
        let stale = Set(scene.catalog[Deployments()].filter { $0.value.isStale }.keys)
        let shown = ranks.map { rank in
            let row = rows[rank]
            var cells = cells(row, scene)
            if !measured.isEmpty {
                cells.insert(contentsOf: live(measured[row.id], values), at: 5)
            }
            if let counts {
                let own = counts[row.id] ?? []
                let place = columns.firstIndex { $0.title == "alerts" } ?? cells.endIndex
                cells.insert(own.isEmpty ? .absent : .line(own.line), at: place)
            }
            return Table.Row(
                isCurrent: rank == cursor.rank,
                cells: stale.contains(row.id.source) ? cells.map { $0.inRole(.stale) } : cells
            )
        }
        return Table(columns: columns, rows: shown, isFocused: true)
    }

    /// What is measured of a deployment now, and lately as a strip.
    private func live(_ row: MeasuredRow?, _ values: HealthCells) -> [Table.Content] {
        guard let row else { return values.absent + [.absent] }
        let strip = HeatStrip(row.steps)
        let cells = values.cells(of: row.health) + [.strip(strip, width: row.steps.count)]
        return row.isStale ? cells.map { $0.inRole(.stale) } : cells
    }

    private func cells(_ row: Deployment, _ scene: Scene) -> [Table.Content] {
        let wanted = row.serving.compactMap(\.wanted).reduce(0, +)
        let ready = row.serving.compactMap(\.ready).reduce(0, +)
        let rollout = scene.rollout(of: row.id)
        return [
            .text(row.state.look),
            .text(Span(row.id.name, .text)),
            row.serving.isEmpty ? .absent : .text(Span(row.written, .strong)),
            .text(Span(row.kind, .muted)),
            wanted > 0
                ? .text(Span("\(ready)/\(wanted)", ready < wanted ? .warn : .text)) : .absent,
            rollout.map { .line($0.look) } ?? .absent,
            .text(Span(row.id.source.name, .muted)),
            (row.since ?? rollout?.last?.at).map {
                .text(Span(Format.age(milliseconds: scene.now.milliseconds(since: $0)), .muted))
            } ?? .absent,
        ]
    }

    private func draw(
        _ row: Deployment,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        TitleRule(
            [Span(row.id.name.cutMiddle(to: 40), .title), Span(" \(row.kind)", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let last = scene.rollout(of: row.id)
        let facts: [(String, String)] = [
            ("serves", "\(row.model) \(row.written)"), ("state", row.state.rawValue),
            ("says", row.message), ("address", row.address),
            (
                "last rollout",
                last.map { "\($0.plan.summary), \(scene.second($0.last?.at ?? $0.entries[0].at))" }
                    ?? ""
            ),
            ("before", row.wayBack(scene.rollouts).map { "R: \($0.sentence)" } ?? ""),
            ("cannot", cannot(row)),
        ]
        Detail(facts.filter { !$0.1.isEmpty }.map { Detail.Row($0.0, [Span($0.1, .text)]) })
            .draw(on: &canvas, in: rest)
    }

    private func cannot(_ row: Deployment) -> String {
        Ability.allCases.compactMap { ability in
            row.cannot[ability].map { "\(ability.rawValue): \($0)" }
        }.joined(separator: "; ")
    }
}
