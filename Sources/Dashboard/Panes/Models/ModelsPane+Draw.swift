import Entities
import TUI

extension ModelsPane {
    /// Where the areas stand: the table, and on higher screens the model under the cursor.
    struct Layout {
        /// The row of the table's head.
        let head: Int
        let table: Rect
        let course: Rect
        let card: Rect

        /// Below so many rows there is only the table.
        private static let high = 20

        init(_ pane: ModelsPane, in rect: Rect) {
            var rest = rect
            head = pane.filterText.isEmpty ? 1 : 2
            let isHigh = rect.height >= Self.high && !pane.rows.isEmpty
            let most = isHigh ? rect.height * 55 / 100 : rect.height
            let wanted = isHigh ? min(most, head + 1 + pane.rows.count) : most
            table = rest.takeTop(wanted)
            var lower = isHigh ? rest : Rect(rest.x, rest.y, rest.width, 0)
            card = lower.takeRight(min(70, rect.width * 48 / 100))
            course = lower
        }

        /// The models that have room below the head.
        var tableRows: Int { max(1, table.height - head - 1) }
    }

    /// The table; below it how the model's versions do, and its card.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(self, in: rect)
        var rest = layout.table
        TitleRule(title(scene), note: range, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        if !filterText.isEmpty {
            FilterLine(text: filterText).draw(on: &canvas, in: rest.takeTop())
        }
        guard let current else {
            return Nothing(sentence: emptySentence(scene)).draw(scene, on: &canvas, in: rest)
        }
        table(scene).draw(on: &canvas, in: rest)
        guard layout.card.height > 0 else { return }
        drawCourse(of: current, scene, on: &canvas, in: layout.course)
        drawCard(of: current, scene, on: &canvas, in: layout.card)
        let divider = layout.card
        Divider(divider.x - 1, divider.y..<divider.bottom).draw(on: &canvas)
    }

    /// The table of the rows that are seen and no others.
    func table(_ scene: Scene) -> Table {
        let specs = specs(scene)
        let stale = Set(scene.catalog[question].filter { $0.value.isStale }.keys)
        let seen = cursor.visible.clamped(to: rows.indices).map { rank in
            let row = ModelRow(rows[rank], scene)
            let isStale = stale.contains(row.model.id.source)
            let cells = specs.map { isStale ? $0.content(row).inRole(.stale) : $0.content(row) }
            return Table.Row(isCurrent: rank == cursor.rank, cells: cells)
        }
        return Table(columns: specs.map(\.column), rows: seen, isFocused: true)
    }

    private func title(_ scene: Scene) -> Line {
        var title: Line = [Span("Models", .title)]
        guard !scene.catalog[question].isEmpty else { return title }
        title.append(" \(Format.count(rows.count))", .accent)
        if !filterText.isEmpty, let total = total(scene) {
            title.append(" of \(Format.count(total))", .muted)
        }
        return Line(title.spans + order.title.spans)
    }

    private var range: Line {
        guard !rows.isEmpty else { return [] }
        let last = min(cursor.visible.upperBound, rows.count)
        let seen = "\(Format.count(cursor.top + 1))–\(Format.count(last))"
        return [Span("\(seen) of \(Format.count(rows.count))", .muted)]
    }

    private func emptySentence(_ scene: Scene) -> String {
        if scene.catalog[question].isEmpty { return "reading…" }
        if !filterText.isEmpty {
            return "No model fulfils the filter; / changes it, esc clears it."
        }
        return "There are no registered models; what MLflow registers is shown at once."
    }

    private func drawCourse(
        of model: RegisteredModel,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let versions = scene.catalog.feed(ModelVersions(of: model.id))?.answer
        let course = versions.flatMap(VersionCourse.init)
        let name = Span(model.id.name.cutMiddle(to: 30), .title)
        let what = course.map { " \($0.key) by version" } ?? " by version"
        TitleRule([name, Span(what, .muted)], isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        rest.width -= 1
        guard let course, course.values.count > 1 else {
            let why = versions == nil ? "reading…" : "No two versions share a metric."
            canvas.put(why.cut(to: rest.width - 4), rest.x + 3, rest.y, .muted)
            return
        }
        course.chart.draw(on: &canvas, in: rest)
    }

    private func drawCard(
        of model: RegisteredModel,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        TitleRule(
            [Span(model.id.name.cutMiddle(to: 30), .title), Span(" card", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let times = [("made", model.created), ("changed", model.updated)].compactMap { label, at in
            at.map { Detail.Row(label, [Span(scene.moment($0), .muted)]) }
        }
        let facts =
            model.tags.sorted { $0.key < $1.key }.map { key, value in
                Detail.Row(key, [Span(value, .text)])
            } + times
        let lower = rest.takeBottom(min(facts.count, rest.height / 2))
        let text = model.description.isEmpty ? "Nobody has described it." : model.description
        let role: Role = model.description.isEmpty ? .muted : .text
        let inner = Rect(rest.x + 2, rest.y, rest.width - 4, max(0, rest.height - 1))
        canvas.put(wrapping: text, in: inner, role)
        Detail(facts).draw(on: &canvas, in: lower)
    }
}
