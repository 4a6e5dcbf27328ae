import Entities
import TUI

extension ChartPane {
    /// A row a run, sorted by the value at the cursor; returns how many rows it took.
    func drawLegend(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) -> Int {
        guard rect.height > 0 else { return 0 }
        let format = MetricFormat(runs.compactMap { shown[$0]?.last?.value })
        let base = runs.first.flatMap { value(of: $0) }
        let sorted = runs.sorted { left, right in
            let (a, b) = (value(of: left) ?? .nan, value(of: right) ?? .nan)
            if a.isNaN || b.isNaN { return !a.isNaN && b.isNaN }
            return a < b
        }
        let rows = sorted.map { row($0, base: base, format, scene) }
        let step = axis == .step ? cursor.map { "@" + Format.count(Int(clamping: $0)) } : "at │"
        let head = cursor == nil ? "last" : step ?? "last"
        var columns = [
            Table.Column("run", limit: 16, cut: .middle), Table.Column(head, isRight: true),
        ]
        if runs.count > 1 {
            let number = number(of: runs[0], scene)
            columns.append(Table.Column("Δ \(number)", isRight: true, rank: 1))
        } else {
            columns.append(Table.Column("best", isRight: true, rank: 2))
            columns.append(Table.Column("@step", isRight: true, rank: 1))
        }
        let table = Table(columns: columns, rows: rows, isFocused: false)
        table.draw(on: &canvas, in: rect)
        return min(rect.height, rows.count + 1)
    }

    private func row(
        _ run: Run.ID,
        base: Double?,
        _ format: MetricFormat,
        _ scene: Scene
    ) -> Table.Row {
        let number = number(of: run, scene)
        let sign = Span(number <= 8 ? "\(number)" : "+", Role.series(number) ?? .muted)
        let name = scene.catalog.feed(WholeRun(run))?.answer?.run.name ?? run.key
        let value = value(of: run)
        var cells: [Table.Content] = [
            .text(Span(name, .strong)), text(value, format, .strong),
        ]
        if runs.count > 1 {
            let delta = run == runs[0] ? nil : value.flatMap { value in base.map { value - $0 } }
            cells.append(delta.map { .text(Span(format.signed($0), .text)) } ?? text(nil, format))
        } else {
            let best = best(of: run)
            cells.append(text(best?.value, format))
            let step = best.map { Format.count(Int(clamping: $0.step)) } ?? "–"
            cells.append(.text(Span(step, .muted)))
        }
        return Table.Row(mark: sign, cells: cells)
    }

    private func text(
        _ value: Double?,
        _ format: MetricFormat,
        _ role: Role = .text
    ) -> Table.Content {
        guard let value else { return .text(Span("–", .muted)) }
        return .text(Span(format.string(value), value.isFinite ? role : .warn))
    }

    private func best(of run: Run.ID) -> Series.Sample? {
        switch Direction(.metric(key)) {
        case .lower: shown[run]?.least
        case .higher: shown[run]?.greatest
        case .unknown: nil
        }
    }

    /// What the chart does not show, and how many samples it is made of.
    func drawNotes(_ drawn: LineChart.Drawn, on canvas: inout Canvas, in rect: Rect) {
        let count = runs.compactMap { shown[$0]?.count }.reduce(0, +)
        var lines = ["\(Format.count(count)) samples, least and greatest a dot"]
        if drawn.clipped.above != nil { lines.append("some values lie above; o shows all") }
        if drawn.clipped.below != nil { lines.append("some values lie below; o shows all") }
        if drawn.clipped.withoutLogarithm > 0 {
            lines.append("values of 0 and below have no logarithm")
        }
        for (index, line) in lines.enumerated() where index < rect.height {
            canvas.put(line.cut(to: rect.width - 4), rect.x + 3, rect.y + index, .muted)
        }
    }
}

extension MetricFormat {
    /// A difference, always with its sign.
    func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + string(value) }
}
