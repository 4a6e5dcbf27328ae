import Entities
import TUI

extension ExperimentsPane {
    /// A title, the filter in force, a head, and the rows that are seen.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        TitleRule(title, note: range, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        if !filterText.isEmpty {
            FilterLine(text: filterText).draw(on: &canvas, in: rest.takeTop())
        }
        guard !rows.isEmpty else {
            Nothing(sentence: emptySentence(scene)).draw(scene, on: &canvas, in: rest)
            return
        }
        table(scene).draw(on: &canvas, in: rest)
    }

    /// The table of the rows that are seen and no others.
    func table(_ scene: Scene) -> Table {
        let specs = specs(scene)
        let stale = Set(scene.catalog[question].filter { $0.value.isStale }.keys)
        let seen = cursor.visible.clamped(to: rows.indices).map { rank in
            let row = rows[rank]
            let isStale = row.sources.contains(where: stale.contains)
            let cells = specs.map { isStale ? $0.content(row).inRole(.stale) : $0.content(row) }
            return Table.Row(isCurrent: rank == cursor.rank, cells: cells)
        }
        return Table(columns: specs.map(\.column), rows: seen, isFocused: true)
    }

    private var title: Line {
        var title: Line = [Span("Experiments", .title)]
        guard experiments.answered > 0 else { return title }
        title.append(" \(Format.count(rows.count))", .accent)
        if !filterText.isEmpty {
            title.append(" of \(Format.count(experiments.rows.count))", .muted)
        }
        let stores = experiments.sources
        if stores > 1 { title.append(" · \(stores) stores", .muted) }
        title = Line(title.spans + order.title.spans)
        if let progress = experiments.progress {
            title.append(" · counted \(Format.percent(progress))", .muted)
        }
        return title
    }

    private var range: Line {
        guard !rows.isEmpty else { return [] }
        let last = min(cursor.visible.upperBound, rows.count)
        let seen = "\(Format.count(cursor.top + 1))–\(Format.count(last))"
        return [Span("\(seen) of \(Format.count(rows.count))", .muted)]
    }

    private func emptySentence(_ scene: Scene) -> String {
        if experiments.answered < scene.catalog.sources.count { return "reading…" }
        if !filterText.isEmpty {
            return "No experiment fulfils the filter; / changes it, esc clears it."
        }
        return "There are no experiments yet; what a training logs is shown at once."
    }
}
