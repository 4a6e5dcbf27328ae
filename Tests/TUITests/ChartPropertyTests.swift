import TUI
import Testing

struct ChartPropertyTests {
    /// Columns of which about a fifth are missing and some hold no number.
    private func buckets(_ count: Int, _ random: inout Seeded) -> [LineChart.Bucket?] {
        (0..<count).map { _ in
            switch Int.random(in: 0..<10, using: &random) {
            case 0, 1: nil
            case 2: .init(.nan, .nan, .nan)
            default: bucket(&random)
            }
        }
    }

    private func bucket(_ random: inout Seeded) -> LineChart.Bucket {
        let low = random.number(from: -5, to: 5)
        let high = low + random.number(from: 0, to: 2)
        return .init(low, high, (low + high) / 2)
    }

    private static let bits: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// The rows of the dots in a column of dots.
    private func rows(_ canvas: Canvas, _ plot: Rect, _ column: Int) -> Set<Int> {
        Set(
            (0..<plot.height * 4).filter { row in
                let base = canvas[plot.x + column / 2, plot.y + row / 4].glyph.base
                return (0x2800...0x28FF).contains(base)
                    && base & Self.bits[column % 2][row % 4] != 0
            }
        )
    }

    @Test func everyExtremeHasItsDotAndNoGapHasAny() {
        var random = Seeded()
        for _ in 0..<60 {
            let size = Size(Int.random(in: 12...90, using: &random), 16)
            var chart = LineChart(lines: [], x: .init(.number, Extent(0, 1)), form: .full)
            (chart.gutterWidth, chart.marginWidth) = (3, 0)
            let columns = (size.width - 4) * 2
            let buckets = buckets(columns - 1, &random) + [bucket(&random)]
            chart.lines = [.init("", .series1, buckets: buckets)]
            var canvas = Canvas(size)
            let drawn = chart.draw(on: &canvas, in: Rect(size))
            let scale = Double(drawn.layout.plot.height * 4) / drawn.y.width
            #expect(drawn.layout.dotColumns == columns)
            for (column, bucket) in buckets.enumerated() {
                let rows = rows(canvas, drawn.layout.plot, column)
                guard let bucket, bucket.minimum.isFinite else {
                    #expect(rows.isEmpty, "a dot in gap \(column), \(random)")
                    continue
                }
                for value in [bucket.minimum, bucket.maximum] {
                    let row = Int((drawn.y.high - value) * scale + 1e-6)
                    #expect(rows.contains(row), "no dot at \(value) of \(column), \(random)")
                }
            }
        }
    }

    @Test func ticksStandOnEqualDistances() {
        var random = Seeded()
        for _ in 0..<200 {
            let size = Size(
                Int.random(in: 30...200, using: &random),
                Int.random(in: 12...60, using: &random)
            )
            let low = random.number(from: -1e3, to: 1e3)
            let high = low + random.number(from: 1e-3, to: 1e4)
            var chart = Figures.flat([low, high])
            chart.x = .init(.number, Extent(low, high))
            var canvas = Canvas(size)
            let plot = chart.draw(on: &canvas, in: Rect(size)).layout.plot
            let rows = (0..<size.height).filter { canvas[plot.x - 1, $0].characters == "┤" }
            #expect(Set(zip(rows, rows.dropFirst()).map { $1 - $0 }).count <= 1, "\(random)")
            #expect(rows.count > 1 && rows.last == plot.bottom - 1, "\(rows) \(random)")
            let columns = (0..<size.width).filter { canvas[$0, plot.bottom].characters == "┬" }
            let gaps = zip(columns, columns.dropFirst()).map { $1 - $0 }
            #expect((gaps.max() ?? 0) - (gaps.min() ?? 0) <= 1, "\(gaps) \(random)")
        }
    }

    @Test func labelsBelowTheAxisStandApart() {
        var random = Seeded()
        let kinds: [LineChart.XAxis.Kind] = [.step, .number, .time(offset: 7200)]
        for round in 0..<300 {
            let low = Double(Int.random(in: 0...2_000_000_000, using: &random))
            let extent = Extent(low, low + Double(Int.random(in: 1...4_000_000, using: &random)))
            let size = Size(Int.random(in: 24...160, using: &random), 14)
            var chart = Figures.flat([1, 2, 3])
            chart.x = .init(kinds[round % 3], extent)
            chart.cursor = random.number(from: extent.low, to: extent.high)
            let canvas = Figures.drawn(chart, size.width, size.height)
            let known = (1...8).flatMap { chart.x.ticks(atMost: $0, isNarrow: false) }.map(\.label)
            for text in texts(canvas.row(size.height - 1)) {
                #expect(known.contains(text), "\(text) in \(canvas.text) \(random)")
            }
        }
    }

    /// The muted texts of a row: what one blank parts, as in `Nov 24`, is one text.
    private func texts(_ row: ArraySlice<Cell>) -> [String] {
        var texts = [""]
        var blanks = 0
        for cell in row {
            guard cell.role == .muted, cell.characters != " " else {
                blanks += cell.role == .cursor ? 2 : 1
                continue
            }
            if blanks > 1 { texts.append("") } else if blanks == 1 { texts[texts.count - 1] += " " }
            texts[texts.count - 1] += cell.characters
            blanks = 0
        }
        return texts.map { $0.hasPrefix(" ") ? String($0.dropFirst()) : $0 }
            .filter { !$0.isEmpty }
    }

    @Test func namesNeverTouch() {
        var random = Seeded()
        for _ in 0..<200 {
            var chart = LineChart(lines: [], x: .init(.number, Extent(0, 1)), form: .full)
            for index in 1...8 {
                let share = random.number(from: 0.1, to: 1)
                let name = String(repeating: "n", count: Int.random(in: 1...9, using: &random))
                chart.lines.append(
                    .init(
                        name,
                        Role.series(index) ?? .text,
                        buckets: [bucket(&random), bucket(&random)],
                        extent: Extent(0, share)
                    )
                )
            }
            let size = Size(Int.random(in: 20...120, using: &random), 14)
            let canvas = Figures.drawn(chart, size.width, size.height)
            for y in 0..<size.height {
                for x in 1..<size.width where canvas[x, y].characters == "n" {
                    let before = canvas[x - 1, y]
                    let touches = before.characters == "n" && before.role != canvas[x, y].role
                    #expect(!touches, "\(canvas.text) \(random)")
                }
            }
        }
    }

    private static let extremes: [Double] = [
        .nan, .infinity, -.infinity, 0, -1, 1, 1e-12, .leastNonzeroMagnitude, 1e300, -1e300,
        .greatestFiniteMagnitude, -.greatestFiniteMagnitude, Double(Int64.max), Double(Int64.min),
    ]

    /// A chart of which every number is one that breaks careless code.
    private func hostile(_ random: inout Seeded) -> LineChart {
        func extreme() -> Double { Self.extremes.randomElement(using: &random) ?? 0 }
        func extent() -> Extent? {
            Bool.random(using: &random) ? nil : Extent(extreme(), extreme())
        }
        let kinds: [LineChart.XAxis.Kind] = [.step, .number, .time(offset: 3600)]
        let kind = kinds.randomElement(using: &random) ?? .step
        var chart = LineChart(
            lines: [],
            x: .init(kind, extent() ?? Extent(0, 9)),
            y: .init(
                isLogarithmic: Bool.random(using: &random),
                extent: extent(),
                clips: Bool.random(using: &random),
                including: extreme()
            ),
            form: [nil, .full, .small].randomElement(using: &random) ?? nil
        )
        for number in 0..<Int.random(in: 0...4, using: &random) {
            let buckets = (0..<Int.random(in: 0...9, using: &random)).map { _ in
                Bool.random(using: &random)
                    ? nil : LineChart.Bucket(extreme(), extreme(), extreme())
            }
            let name = ["", "3", "漢字\u{1B}[2J"][number % 3]
            let count = Bool.random(using: &random) ? nil : Int.random(in: -1...9, using: &random)
            chart.lines.append(
                .init(name, .series1, buckets: buckets, extent: extent(), count: count)
            )
        }
        chart.thresholds = [.init(extreme())]
        chart.events = [.init(extreme(), "漢")]
        (chart.cursor, chart.staleSince) = (extreme(), extreme())
        return chart
    }

    @Test func nothingCrashesOrLeavesItsRectangle() {
        var random = Seeded()
        for _ in 0..<3000 {
            let chart = hostile(&random)
            let width = Int.random(in: 0...60, using: &random)
            let rect = Rect(2, 1, width, Int.random(in: 0...20, using: &random))
            var canvas = Canvas(Size(rect.width + 4, rect.height + 2))
            chart.draw(on: &canvas, in: rect)
            canvas.clear(rect)
            let isInside = canvas == Canvas(canvas.size)
            #expect(isInside, "\(rect) \(random)")
        }
    }
}
