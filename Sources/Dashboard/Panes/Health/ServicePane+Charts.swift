import Entities
import TUI

extension ServicePane {
    /// The charts that have room, above each other: they share gutter and width, so that one
    /// moment is one column.
    func drawCharts(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard let axis = axis(scene), !panels.isEmpty else { return }
        let seen = panels[top..<min(panels.count, top + panelsSeen)]
        var figures = seen.map { figure($0, axis, scene) }
        let heights = heights(figures.count, in: rect.height)
        let gutter = zip(figures, heights).reduce(6) {
            max($0, $1.0.naturalGutterWidth(height: $1.1 - 1))
        }
        let names = seen.flatMap(\.lines).reduce(0) { max($0, min(10, Width.of($1.name))) }
        var rest = rect
        for ((panel, index), height) in zip(zip(seen, figures.indices), heights) {
            figures[index].gutterWidth = gutter
            figures[index].marginWidth = names + 2
            var place = rest.takeTop(height)
            let left = index == figures.count - 1 ? panels.count - top - panelsSeen : 0
            var rule = place.takeTop()
            // It meets the line beside it.
            rule.width += isNarrow ? 0 : 1
            TitleRule(
                [Span(panel.title, .title)],
                note: note(of: panel, left: left),
                isFocused: false
            ).draw(on: &canvas, in: rule)
            figures[index].draw(on: &canvas, in: place)
        }
    }

    /// What is left over is given to the first.
    private func heights(_ count: Int, in rows: Int) -> [Int] {
        guard count > 1 else { return [rows] }
        let others = min(9, rows / count)
        return [rows - others * (count - 1)] + Array(repeating: others, count: count - 1)
    }

    /// The values at the cursor, or else what is to hold.
    private func note(of panel: ServicePanel, left: Int) -> Line {
        var note: Line = []
        if let column = cursor.flatMap({ shown?.window.column(of: $0) }) {
            for line in panel.lines where line.values.indices.contains(column) {
                let value = line.values[column]
                let text = value.isNaN ? "–" : panel.shown(value, of: line)
                note.append(note.spans.isEmpty ? "" : "  ", .muted)
                note.append(line.name.isEmpty ? "" : "\(line.name.cutMiddle(to: 10)) ", line.role)
                note.append(text, value.isNaN ? .muted : .text)
            }
        } else if let objective = panel.objectives.first {
            note.append("╌", .warn)
            let name = objective.name.isEmpty ? "" : "\(objective.name) "
            note.append(" \(name)objective \(objective.shown)", .muted)
        }
        if left > 0 {
            note.append(note.spans.isEmpty ? "" : " · ", .muted)
            note.append("j", .key)
            note.append(" \(Format.count(left)) more", .muted)
        }
        return note
    }

    private func figure(_ panel: ServicePanel, _ axis: Extent, _ scene: Scene) -> LineChart {
        let window = shown?.window
        let half = Double(window?.step ?? 0) / 2
        let extent = window.map { window in
            Extent(
                Double(window.start.milliseconds) - half,
                Double(window.end.milliseconds) + half
            )
        }
        let lines = panel.lines.map { line in
            LineChart.Line(
                line.name.cutMiddle(to: 10),
                state == .stale ? .stale : line.role,
                buckets: line.values.map { $0.isNaN ? nil : $0.bucket },
                extent: extent
            )
        }
        let offset = scene.session.zone.offset(at: scene.now)
        var chart = LineChart(
            lines: lines,
            x: LineChart.XAxis(.time(offset: offset), axis),
            y: LineChart.YAxis(including: 0),
            form: .full
        )
        chart.thresholds = panel.objectives.map { LineChart.Threshold($0.limit) }
        chart.events = events(scene)
        chart.cursor = cursor.map { Double($0.milliseconds) }
        chart.staleSince = failure == nil ? nil : window.map { Double($0.end.milliseconds) + half }
        return chart
    }

    private func events(_ scene: Scene) -> [LineChart.Event] {
        let changes = changes(scene).map { mark in
            LineChart.Event(Double(mark.at.milliseconds), mark.sign.text, mark.sign.role)
        }
        return changes
            + ownAlerts.flatMap(\.moments).map { moment in
                LineChart.Event(
                    Double(moment.at.milliseconds),
                    moment.sign.text,
                    moment.sign.role
                )
            }
    }

    /// What changed of the service within the window, the oldest first.
    func changes(_ scene: Scene) -> [HealthMark] {
        guard let window = shown?.window, let health else { return [] }
        let served = scene.deployment(of: health)
        return scene.marks(in: window, beginnings: true).filter { $0.concerns(health, served) }
    }
}

extension Double {
    /// As the only sample of a column.
    fileprivate var bucket: LineChart.Bucket {
        isFinite ? LineChart.Bucket(self, self, self) : LineChart.Bucket(.nan, .nan, self)
    }
}
