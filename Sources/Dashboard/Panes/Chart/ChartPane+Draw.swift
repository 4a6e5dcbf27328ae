import Entities
import TUI

extension ChartPane {
    /// The chart, and the legend beside it, or below it where there is little room.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        TitleRule(title, note: note, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        let width = chartWidth(rect.size)
        let isWide = width < rect.width
        let legendRows = isWide ? 0 : min(runs.count + 1, max(0, rest.height - 8))
        let below = rest.takeBottom(legendRows)
        let chart = Rect(rest.x, rest.y, width, rest.height)
        let beside = Rect(width, rest.y + 1, rect.width - width, rest.height - 1)
        guard seen != nil else { return drawEmpty(scene, on: &canvas, in: chart) }
        let drawn = figure(scene).draw(on: &canvas, in: chart)
        let legend = isWide ? beside : below
        let used = drawLegend(scene, on: &canvas, in: legend)
        guard isWide else { return }
        let left = Rect(legend.x, legend.y + used + 1, legend.width, legend.height - used - 1)
        drawNotes(drawn, on: &canvas, in: left)
    }

    private var title: Line {
        let direction: String? =
            switch Direction(.metric(key)) {
            case .lower: "lower is better"
            case .higher: "higher is better"
            case .unknown: nil
            }
        let whose = runs.count == 1 ? "1 run" : "\(runs.count) runs"
        let rest = [whose, direction].compactMap(\.self).joined(separator: " · ")
        return [Span(key.cutMiddle(to: 40), .title), Span(" · " + rest, .muted)]
    }

    private var note: Line {
        let x =
            switch axis {
            case .step: "step"
            case .relative: "minutes"
            case .time: "time"
            }
        let y = isLogarithmic ? "log" : clips ? "linear" : "everything"
        var note: Line = [Span("x \(x) · y \(y) · ", .muted)]
        if smoothing > 0 {
            note.append("smoothing ", .muted)
            note.append("\(smoothing)", .accent)
        } else {
            note.append("raw", .muted)
        }
        if let progress = runs.compactMap({ shown[$0]?.progress }).min() {
            note.append(" · read \(Format.percent(progress))", .muted)
        }
        return note
    }

    private func drawEmpty(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let failure = scene.catalog.failures.first { failed in
            runs.contains { $0.source == failed.failure.source }
        }
        let isKnown = runs.allSatisfy { shown[$0] != nil }
        let text =
            failure?.failure.message
            ?? (runs.isEmpty
                ? "no run is named" : isKnown ? "\(key) has no values" : "reading…")
        canvas.put(text.cut(to: rect.width - 4), 3, rect.y + 1, failure == nil ? .muted : .text)
    }

    /// How many places make one on the axis that is drawn.
    private var unit: Double { axis == .relative ? 60_000 : 1 }

    private func figure(_ scene: Scene) -> LineChart {
        let lines = runs.compactMap { run -> LineChart.Line? in
            let number = number(of: run, scene)
            let name = runs.count == 1 ? "" : number <= 8 ? "\(number)" : "+"
            return shown[run]?.line(
                name: name,
                Role.series(number) ?? .muted,
                unit: unit,
                isSelected: run == runs.first
            )
        }
        let kind: LineChart.XAxis.Kind =
            switch axis {
            case .step: .step
            case .relative: .number
            case .time: .time(offset: scene.session.zone.offset(at: scene.now))
            }
        let extent = (seen ?? 0...1).extent(unit: unit)
        var chart = LineChart(
            lines: lines,
            x: LineChart.XAxis(kind, extent),
            y: LineChart.YAxis(isLogarithmic: isLogarithmic, clips: clips)
        )
        chart.cursor = cursor.map { Double($0) / unit }
        return chart
    }
}
