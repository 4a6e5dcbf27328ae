import Entities
import TUI

extension RunsPane {
    /// A title, a head, and the rows that are seen.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let page = page(scene)
        TitleRule(title(scene, page), note: range(page), isFocused: true)
            .draw(on: &canvas, in: rest.takeTop())
        if !filterText.isEmpty { drawFilter(on: &canvas, in: rest.takeTop()) }
        guard page.count.number > 0 else {
            drawEmpty(scene, page, on: &canvas, in: rest)
            return
        }
        table(scene).draw(on: &canvas, in: rest)
    }

    /// The filter in force, always written out, and the keys that change it.
    private func drawFilter(on canvas: inout Canvas, in rect: Rect) {
        let keys: Line = [
            Span("/ ", .key), Span("change  ", .muted), Span("esc ", .key), Span("clear", .muted),
        ]
        let room = rect.width - keys.width - 16
        let end = canvas.put("filter  ", rect.x + 3, rect.y, .muted)
        canvas.put(filterText.cut(to: room), end, rect.y, .accent)
        canvas.put(keys, rect.right - keys.width - 1, rect.y)
    }

    func table(_ scene: Scene) -> Table {
        let specs = specs(scene)
        let page = page(scene)
        let stale = staleSources(scene)
        let last = min(cursor.visible.upperBound, page.count.number)
        let rows = (cursor.top..<max(cursor.top, last)).map { rank in
            guard let run = page[rank] else {
                return Table.Row(isCurrent: rank == cursor.rank, cells: [.text(Span("·", .muted))])
            }
            return row(run, specs, scene, isCurrent: rank == cursor.rank, stale)
        }
        return Table(columns: specs.map(\.column), rows: rows, isFocused: true)
    }

    private func row(
        _ run: Run,
        _ specs: [RunColumn],
        _ scene: Scene,
        isCurrent: Bool,
        _ stale: Set<Source.ID>
    ) -> Table.Row {
        let mark = scene.session.mark(of: run.id).map { number in
            Span(number <= 8 ? "\(number)" : "+", Role.series(number) ?? .marked)
        }
        let isStale = stale.contains(run.id.source)
        let cells = specs.map { isStale ? $0.content(run).inRole(.stale) : $0.content(run) }
        return Table.Row(mark: mark, isCurrent: isCurrent, cells: cells)
    }

    private func staleSources(_ scene: Scene) -> Set<Source.ID> {
        guard let runs = runs(scene) else { return [] }
        return Set(scene.catalog[runs].filter { $0.value.isStale }.keys)
    }

    private func title(_ scene: Scene, _ page: MergedPage<Run>) -> Line {
        var title: Line = [Span("Runs", .title)]
        if page.answered > 0 { title.append(" " + count(page.count), .accent) }
        if let unfiltered = unfiltered(scene) {
            let whole: MergedPage<Run> = scene.catalog.page(unfiltered, order: unfiltered.order)
            title.append(" of \(count(whole.count))", .muted)
        }
        if let key = order.first, order != [.newest] {
            title.append(" · sort \(key.field.title) ", .muted)
            title.append(key.isShownFalling ? "↓" : "↑", .accent)
        }
        let marked = scene.session.marks.count
        if marked > 0 {
            title.append(" · ", .muted)
            title.append("\(marked)", .marked)
            title.append(" marked", .muted)
        }
        if page.lost > 0 {
            title.append(" · ", .muted)
            title.append("▲ up to \(Format.count(page.lost)) runs cannot be read", .warn)
        }
        if let progress = page.progress {
            title.append(" · read \(Format.percent(progress))", .muted)
        }
        return title
    }

    private func count(_ count: Count) -> String {
        switch count {
        case .exactly(let number): Format.count(number)
        case .atLeast(let number): Format.count(number) + "…"
        }
    }

    private func range(_ page: MergedPage<Run>) -> Line {
        let count = page.count.number
        guard count > 0 else { return [] }
        let last = min(cursor.visible.upperBound, count)
        return [Span("\(Format.count(cursor.top + 1))–\(Format.count(last))", .muted)]
    }

    /// What is said where there is no row: that it is read, what went wrong, or that there is none.
    private func drawEmpty(
        _ scene: Scene,
        _ page: MergedPage<Run>,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        _ = rest.takeTop()
        for (failure, since) in scene.catalog.failures {
            let line = rest.takeTop()
            let text = "\(failure.message), since \(scene.clock(since))"
            canvas.put("▲ ", 3, line.y, .warn)
            canvas.put(text.cut(to: rect.width - 6), 5, line.y, .text)
        }
        guard scene.catalog.failures.isEmpty else { return }
        canvas.put(emptySentence(scene, page).cut(to: rect.width - 4), 3, rest.y, .muted)
    }

    private func emptySentence(_ scene: Scene, _ page: MergedPage<Run>) -> String {
        let sources = max(1, scene.catalog.sources.count)
        let answered = runs(scene) == nil ? scene.catalog[Experiments()].count : page.answered
        if page.progress != nil || answered < sources { return "reading…" }
        if filter != nil { return "No run fulfils the filter; / changes it, esc clears it." }
        guard let experiment = experiment(scene), scope != .all else {
            return "There are no runs yet; what a training logs is shown at once."
        }
        return "\(experiment) has no runs; :runs NAME opens another experiment, :runs * all."
    }
}

extension Table.Content {
    /// The same in another role.
    func inRole(_ role: Role) -> Table.Content {
        switch self {
        case .text(let span): return .text(Span(span.text, role))
        case .line(let line): return .line(Line(line.spans.map { Span($0.text, role) }))
        case .spark(var spark, let width):
            spark.role = role
            return .spark(spark, width: width)
        case .strip(var strip, let width):
            strip.role = role
            return .strip(strip, width: width)
        }
    }
}

extension Field {
    /// As a column head names it.
    var title: String {
        switch self {
        case .attribute(.name): "run"
        case .attribute(.status): "state"
        case .attribute(.start): "age"
        case .attribute(.duration): "took"
        case .attribute(.user): "by"
        case .attribute(let attribute): attribute.rawValue
        case .metric(let key), .param(let key), .tag(let key): key
        case .history, .several: written
        }
    }
}
