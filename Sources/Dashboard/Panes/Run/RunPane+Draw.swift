import Entities
import TUI

extension RunPane {
    /// A title, a line of facts, lists on the left and charts on the right.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = layout(in: rect)
        guard let detail = detail(scene) else { return drawMissing(scene, on: &canvas, in: rect) }
        let run = detail.run
        TitleRule(
            [Span(run.name.cutMiddle(to: 48), .title), Span(" · \(run.experimentName)", .muted)],
            note: [Span("\(run.id.source.name) · \(run.id.key.prefix(12))", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rect)
        canvas.put(summary(detail, scene), 3, layout.summary.y, limit: rect.width - 4)
        for list in [RunArea.params, .metrics, .facts, .files] {
            guard let place = layout.areas[list] else { continue }
            draw(list, detail, scene, on: &canvas, in: place)
        }
        drawCharts(scene, on: &canvas, layout)
        if rect.width >= RunLayout.wide, let charts = layout.areas[.charts] {
            Divider(charts.x - 1, charts.y..<charts.bottom).draw(on: &canvas)
        }
    }

    private func drawMissing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        TitleRule([Span(run.key, .title)], isFocused: true).draw(on: &canvas, in: rect)
        let failure = scene.catalog.feed(WholeRun(run))?.failure
        let isKnown = scene.catalog.sources.contains { $0.id == run.source }
        let text =
            failure?.message
            ?? (isKnown ? "reading…" : "there is no source \(run.source.name) here")
        let place = Rect(3, rect.y + 2, rect.width - 4, rect.height - 2)
        canvas.put(wrapping: text, in: place, failure == nil ? .muted : .text)
    }

    /// State, age, how long, by whom, from what code.
    private func summary(_ detail: RunDetail, _ scene: Scene) -> Line {
        let run = detail.run
        var line: Line = [Span("\(run.status.sign) \(run.status.word)", run.status.role)]
        func add(_ label: String, _ value: String) {
            line.append("   " + label + (label.isEmpty ? "" : " "), .muted)
            line.append(value, .text)
        }
        if let start = run.start {
            let age = Format.age(milliseconds: scene.now.milliseconds(since: start))
            line.append("   \(age) ago", .muted)
            if let end = run.end {
                add("took", Format.duration(milliseconds: end.milliseconds(since: start)))
            } else if run.status == .running {
                add("for", Format.running(milliseconds: scene.now.milliseconds(since: start)))
            }
        }
        if !run.user.isEmpty { add("by", run.user) }
        if let commit = run.tags["mlflow.source.git.commit"] { add("code", "\(commit.prefix(7))") }
        if !search.isEmpty {
            line.append("   filter ", .muted)
            line.append(search, .accent)
        }
        return line
    }

    private func draw(
        _ list: RunArea,
        _ detail: RunDetail,
        _ scene: Scene,
        on canvas: inout Canvas,
        in place: Rect
    ) {
        let (count, isFocused) = (lists.count(of: list), list == area)
        let note: Line = list == .metrics && count > 0 ? [Span("last · best @step", .muted)] : []
        var rest = place
        TitleRule(
            [Span(list.title, .title), Span(" \(Format.count(count))", .muted)],
            note: isFocused ? position(list, count) : note,
            isFocused: isFocused
        ).draw(on: &canvas, in: rest.takeTop())
        // The last column is that of the line between the areas.
        rest.width -= 1
        if list == .files, drawFailure(scene, on: &canvas, in: rest) { return }
        guard count > 0 else {
            canvas.put("–", place.x + 3, rest.y, .muted, limit: rest.height)
            return
        }
        let rows = rows(of: list, detail, scene)
        let cursor = cursors[list] ?? ListCursor()
        Detail(
            rows,
            current: isFocused ? cursor.rank - cursor.top : nil,
            isFocused: isFocused,
            labelWidth: min(26, (rows.map { Width.of($0.label) }.max() ?? 0) + 3)
        ).draw(on: &canvas, in: rest)
    }

    private func position(_ list: RunArea, _ count: Int) -> Line {
        guard let cursor = cursors[list], count > cursor.height else { return [] }
        let last = min(count, cursor.visible.upperBound)
        return [Span("\(Format.count(cursor.top + 1))–\(Format.count(last))", .muted)]
    }

    private func drawFailure(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Bool {
        guard let failure = scene.catalog.feed(Artifacts(of: .run(run)))?.failure else {
            return false
        }
        let place = Rect(rect.x + 3, rect.y, rect.width - 4, rect.height)
        canvas.put(wrapping: failure.reason.sentence, in: place, .muted)
        return true
    }
}

extension RunPane {
    private func rows(of list: RunArea, _ detail: RunDetail, _ scene: Scene) -> [Detail.Row] {
        switch list {
        case .params:
            visible(list, lists.params).map { key in
                Detail.Row(key, [Span(detail.run.params[key] ?? "–", .text)])
            }
        case .metrics: visible(list, lists.metrics).map { metric($0, detail.run, scene) }
        case .facts:
            visible(list, lists.facts).map { Detail.Row($0.label, [Span($0.value, .text)]) }
        case .files:
            visible(list, lists.files).map { file in
                let name = file.path + (file.isFolder ? "/" : "")
                return Detail.Row(name, [Span(file.size.map(Format.bytes) ?? "", .muted)])
            }
        case .charts: []
        }
    }

    /// The last value, then the best with its step, as far as the metric's name tells what is best.
    private func metric(_ key: String, _ run: Run, _ scene: Scene) -> Detail.Row {
        let value = run.metrics[key] ?? .nan
        let series = scene.catalog.feed(course(of: key))?.answer
        let best =
            switch Direction(.metric(key)) {
            case .lower: series?.least
            case .higher: series?.greatest
            case .unknown: Series.Sample?.none
            }
        let format = MetricFormat([value, best?.value].compactMap(\.self))
        var note: Line = []
        if let best {
            note.append(format.string(best.value).padded(to: 10, right: true), .text)
            note.append("  @\(Format.count(Int(best.step)))", .muted)
        }
        let role: Role = value.isFinite ? .strong : .warn
        let last = format.string(value).padded(to: 9, right: true)
        return Detail.Row(key, [Span(last, role)], note: note)
    }
}
