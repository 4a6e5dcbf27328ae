import TUI

/// Charts as they stand in panes.
extension Figures {
    /// 2026-11-23 08:20 UTC, in milliseconds.
    static let morning = 1_795_422_000_000.0
    static let minute = 60_000.0

    /// Five runs over their steps, clipped, with the cursor on a step.
    static var runs: LineChart {
        var chart = LineChart(
            lines: losses,
            x: .init(.step, Extent(0, 1800)),
            y: .init(clips: true)
        )
        chart.cursor = 560
        return chart
    }

    /// A small chart of one metric.
    static func small(_ name: String, _ last: String, _ curve: (Double) -> Double?) -> LineChart {
        let line = LineChart.Line("", .series1, buckets: buckets(56, samples: 1800, curve))
        return LineChart(
            lines: [line],
            x: .init(.step, Extent(0, 1800)),
            head: .init([Span(name, .strong)], [Span(last, .muted)])
        )
    }

    static func loss(_ share: Double) -> Double { 0.231 + 0.3554 * exponential(-share * 5) }

    static func gain(_ share: Double) -> Double { 0.9144 - 0.2149 * exponential(-share * 9) }

    /// A machine's load, with one hole.
    static func load(_ share: Double) -> Double {
        (0.48..<0.49).contains(share) ? 12 : 91 + 7 * noise(Int(share * 400))
    }

    /// Latencies of two hours with a limit and deployments.
    static var latency: LineChart {
        let minutes = 121.0
        let curve: (Double, Double, Int) -> [Bucket?] = { start, end, seed in
            buckets(132, samples: 242, over: minutes) { time in
                let rise = time < 97 ? 0 : 1 - exponential((97 - time) / 8)
                let step = time < 75 ? 0 : 0.12
                return start * (1 + step + 0.06 * noise(Int(time * 2), seed))
                    + (end - start) * rise
            }
        }
        var chart = LineChart(
            lines: [
                .init("p50", .series1, buckets: curve(16, 42, 1)),
                .init("p95", .series2, buckets: curve(47, 130, 2)),
                .init("p99", .series6, buckets: curve(76, 215, 3)),
            ],
            x: .init(.time(offset: 3600), Extent(morning, morning + minutes * minute)),
            y: .init(including: 0),
            form: .full
        )
        chart.thresholds = [.init(80)]
        chart.events = [72.0, 77, 86].map { .init(morning + $0 * minute, "▲") }
        chart.events.append(.init(morning + 97 * minute, "▲", .warn))
        return chart
    }

    /// Gaps of one column and of many, values that are no numbers, an end that is none.
    static var gaps: LineChart {
        let holes = buckets(120, samples: 960, over: 120) { place in
            (20..<21).contains(place) || (40..<55).contains(place)
                ? nil : 3 + place / 40 + 0.2 * noise(Int(place * 8))
        }
        let broken = buckets(120, samples: 960, over: 120) { place in
            (30..<50).contains(place) ? .nan : place > 90 ? .infinity : 6 - place / 40
        }
        let sparse = buckets(120, samples: 12, over: 120) { place in
            (60..<90).contains(place) ? nil : 1 + place / 120
        }
        return LineChart(
            lines: [
                .init("holes", .series1, buckets: holes),
                .init("broken", .series2, buckets: broken),
                .init("sparse", .series3, buckets: sparse, count: 12),
            ],
            x: .init(.step, Extent(0, 120))
        )
    }

    /// Learning rates over five decades.
    static var rates: LineChart {
        let warm = buckets(100, samples: 500) { share in
            share < 0.1 ? 0.003 * share * 10 : 0.003 * exponential(-(share - 0.1) * 11)
        }
        let zero = buckets(100, samples: 500) { share in share < 0.3 ? 0 : 0.000_02 * share }
        return LineChart(
            lines: [.init("lr", .series4, buckets: warm), .init("floor", .series5, buckets: zero)],
            x: .init(.number, Extent(0, 12.5)),
            y: .init(isLogarithmic: true)
        )
    }

    /// Something measured once a day over half a year.
    static var months: LineChart {
        let days = 170.0
        let line = LineChart.Line(
            "",
            .series3,
            buckets: buckets(100, samples: 170) { 80 - 40 * $0 + 3 * noise(Int($0 * 170)) }
        )
        return LineChart(
            lines: [line],
            x: .init(.time(offset: 0), Extent(morning - days * 1440 * minute, morning))
        )
    }

    /// Lines of these values, over steps.
    static func flat(_ numbers: [Double?], form: LineChart.Form = .full) -> LineChart {
        LineChart(
            lines: [.init("1", .series1, buckets: values(numbers))],
            x: .init(.step, Extent(0, Double(numbers.count - 1))),
            form: form
        )
    }

    /// Eight lines that end in nearly the same place, with names from anywhere.
    static var crowd: LineChart {
        let names = [
            "swift-fox-12", "漢字-otter-31", "e\u{301}clair", "4", "a\u{1B}[31mred", "p95",
            "a-very-long-name-of-a-run-heron-40", "8",
        ]
        let lines = names.enumerated().map { index, name in
            LineChart.Line(
                name,
                Role.series(index + 1) ?? .text,
                buckets: buckets(100, samples: 400) { share in
                    0.5 + Double(index - 4) * 0.05 * (1 - share)
                },
                isSelected: index == 6
            )
        }
        return LineChart(lines: lines, x: .init(.number, Extent(0, 1)))
    }

    static func drawn(_ chart: LineChart, _ width: Int, _ height: Int) -> Canvas {
        var canvas = Canvas(Size(width, height))
        chart.draw(on: &canvas, in: Rect(canvas.size))
        return canvas
    }

    /// Every figure that is kept as a picture.
    static var pictures: [(name: String, canvas: Canvas)] {
        var stale = latency
        stale.staleSince = morning + 121 * minute
        for index in stale.lines.indices {
            stale.lines[index].extent = stale.x.extent
        }
        stale.x = .init(.time(offset: 3600), Extent(morning, morning + 126 * minute))
        return [
            ("chart-runs", drawn(runs, 83, 31)),
            ("chart-small", smallCharts),
            ("chart-80x24", drawn(latency, 79, 10)),
            ("chart-limits", drawn(latency, 76, 14)),
            ("chart-stale", drawn(stale, 76, 13)),
            ("chart-gaps", drawn(gaps, 76, 16)),
            ("chart-log", drawn(rates, 66, 18)),
            ("chart-months", drawn(months, 60, 14)),
            ("chart-constant", drawn(flat(Array(repeating: 0.5, count: 90)), 60, 12)),
            ("chart-constant-small", drawn(flat([3, 3, 3], form: .small), 40, 8)),
            ("chart-point", drawn(flat([0.231]), 60, 12)),
            ("chart-empty", drawn(flat([nil, .nan, nil]), 60, 12)),
            ("chart-crowd", drawn(crowd, 90, 18)),
            ("chart-ascii", drawn(latency, 76, 14).ascii()),
            ("chart-minimal", drawn(latency, 20, 5)),
        ]
    }

    /// Small charts side by side and above each other, as a run shows its metrics.
    private static var smallCharts: Canvas {
        var canvas = Canvas(Size(77, 20))
        var load = small("cpu %", "93", load)
        load.y = .init(extent: Extent(0, 100))
        load.form = .small
        var rows = [
            [small("val/loss", "0.2312", loss), small("val/auc", "0.9143", gain)],
            [load, small("漢字/loss of a name too long", "0.2312", loss)],
        ]
        for row in rows.indices {
            for column in 0..<2 {
                rows[row][column].gutterWidth = 9
                let rect = Rect(column * 38, row * 9, 38, row == 0 ? 9 : 11)
                rows[row][column].draw(on: &canvas, in: rect)
            }
        }
        return canvas
    }
}
