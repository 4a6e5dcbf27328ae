import Entities
import TUI

/// A chart of one metric and where it stands.
struct RunChart {
    var key: String
    var rect: Rect
    var question: MetricSeries
}

/// The rule of a section of charts and where it stands.
struct RunSection {
    var section: RunLists.Section
    var isFolded: Bool
    var rect: Rect
}

extension RunPane {
    /// The rows of a chart with its head and axis.
    private static let chartHeight = 9

    /// The sections and charts that are seen: the one under the cursor is always among them.
    func grid(_ layout: RunLayout) -> (sections: [RunSection], charts: [RunChart]) {
        guard var rest = layout.areas[.charts], rest.height > 1 else { return ([], []) }
        let columns = max(1, min(3, rest.width / 28))
        let height = Self.chartRows(in: rest.height)
        var (sections, charts): ([RunSection], [RunChart]) = ([], [])
        for section in lists.sections[firstSection(rows: rest.height, columns)...] {
            let isFolded = folded.contains(section.name)
            guard rest.height > (isFolded ? 0 : 4) else { break }
            sections.append(
                RunSection(section: section, isFolded: isFolded, rect: rest.takeTop())
            )
            guard !isFolded else { continue }
            for row in rows(of: section, columns) where rest.height >= min(height, 5) {
                let line = rest.takeTop(height)
                charts += self.charts(row, columns, in: line)
            }
        }
        return (sections, charts)
    }

    func charts(_ layout: RunLayout) -> [RunChart] { grid(layout).charts }

    /// Two rows of charts where there is room for them, one as high as possible elsewhere.
    private static func chartRows(in height: Int) -> Int {
        height - 1 >= chartHeight ? chartHeight : max(5, height - 1)
    }

    /// The keys of a section in rows of charts, from the row of the cursor on.
    private func rows(of section: RunLists.Section, _ columns: Int) -> [[String]] {
        let rows = stride(from: 0, to: section.keys.count, by: columns).map { start in
            Array(section.keys[start..<min(section.keys.count, start + columns)])
        }
        guard let key = cursors[.charts]?.id, section.keys.contains(key) else { return rows }
        return Array(rows.drop { !$0.contains(key) })
    }

    /// The section to begin with: the first, unless the cursor is on a chart that would not be seen.
    private func firstSection(rows: Int, _ columns: Int) -> Int {
        guard let key = cursors[.charts]?.id,
            let index = lists.sections.firstIndex(where: { $0.keys.contains(key) })
        else { return 0 }
        let height = Self.chartRows(in: rows)
        var used = 0
        for section in lists.sections[...index] {
            let lines = (section.keys.count + columns - 1) / columns
            used += 1 + (folded.contains(section.name) ? 0 : lines * height)
        }
        return used > rows ? index : 0
    }

    private func charts(_ keys: [String], _ columns: Int, in line: Rect) -> [RunChart] {
        let width = (line.width - 1) / columns
        return keys.enumerated().map { index, key in
            let rect = Rect(line.x + 1 + index * width, line.y, width - 1, line.height)
            let question = MetricSeries(run: run, key: key, columns: max(2, (width - 10) * 2))
            return RunChart(key: key, rect: rect, question: question)
        }
    }
}

extension RunPane {
    func drawCharts(_ scene: Scene, on canvas: inout Canvas, _ layout: RunLayout) {
        let (sections, charts) = grid(layout)
        for section in sections { draw(section, on: &canvas) }
        for chart in charts { draw(chart, scene, on: &canvas) }
        guard let rect = layout.areas[.charts], lists.sections.isEmpty else { return }
        TitleRule([Span("Charts", .title)], isFocused: area == .charts).draw(on: &canvas, in: rect)
    }

    private func draw(_ section: RunSection, on canvas: inout Canvas) {
        let sign = section.isFolded ? "▸ " : "▾ "
        let name = section.section.name.isEmpty ? "metrics" : section.section.name
        let isFocused =
            area == .charts && cursors[.charts]?.id.map(section.section.keys.contains) ?? false
        TitleRule(
            [
                Span(sign, .muted), Span(name, .title),
                Span(" \(Format.count(section.section.keys.count))", .muted),
            ],
            isFocused: isFocused
        ).draw(on: &canvas, in: section.rect)
    }

    private func draw(_ chart: RunChart, _ scene: Scene, on canvas: inout Canvas) {
        let isCurrent = area == .charts && cursors[.charts]?.id == chart.key
        let name = chart.key.cutMiddle(to: max(4, chart.rect.width - 14))
        var figure = LineChart(
            lines: [],
            x: LineChart.XAxis(.step, Extent(0, 1)),
            head: LineChart.Head([Span(name, isCurrent ? .accent : .strong)], []),
            form: .small
        )
        figure.gutterWidth = 9
        if let series = scene.catalog.feed(chart.question)?.answer {
            let mark = scene.session.mark(of: run).flatMap(Role.series) ?? .series1
            figure.lines = [series.line(name: "", mark, unit: 1)]
            figure.x = LineChart.XAxis(.step, series.extent(unit: 1))
            if let last = series.last {
                let value = MetricFormat([last.value]).string(last.value)
                figure.head?.value = [Span(value, last.value.isFinite ? .muted : .warn)]
            }
        }
        _ = figure.draw(on: &canvas, in: chart.rect)
        if isCurrent { canvas.put("▌", chart.rect.x, chart.rect.y, .accent) }
    }
}
