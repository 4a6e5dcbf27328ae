import Entities
import TUI

/// What an expression gives over time as lines: eight of them, each in the colour of its number.
struct QueryChart {
    let answer: RangeQuery.Answer
    var thresholds: [Double] = []
    var events: [LineChart.Event] = []
    var cursor: Instant?
    var staleSince: Instant?

    /// As many lines as there are colours.
    static let most = 8

    /// The chart, with its time axis up to `now` where nothing comes any more.
    func figure(_ scene: Scene) -> LineChart {
        let window = answer.window
        let half = Double(window.step) / 2
        let (start, end) = (Double(window.start.milliseconds), Double(window.end.milliseconds))
        let extent = Extent(start - half, end + half)
        let lines = answer.series.prefix(Self.most).enumerated().map { index, series in
            LineChart.Line(
                answer.series.count > 1 ? "\(index + 1)" : "",
                staleSince == nil ? Role.series(index + 1) ?? .text : .stale,
                buckets: series.values.map { $0.isNaN ? nil : LineChart.Bucket($0) },
                extent: extent
            )
        }
        let last = staleSince == nil ? end + half : max(end + half, Double(scene.now.milliseconds))
        var chart = LineChart(
            lines: lines,
            x: LineChart.XAxis(
                .time(offset: scene.session.zone.offset(at: scene.now)),
                Extent(start - half, last)
            ),
            y: LineChart.YAxis(including: thresholds.first),
            form: .full
        )
        chart.thresholds = thresholds.map { LineChart.Threshold($0) }
        chart.events = events.filter { $0.x >= start - half && $0.x <= last }
        chart.cursor = cursor.map { Double($0.milliseconds) }
        chart.staleSince = staleSince.map { Double($0.milliseconds) }
        return chart
    }
}

extension LineChart.Bucket {
    /// A value as the only sample of a column.
    init(_ value: Double) {
        self = value.isFinite ? Self(value, value, value) : Self(.nan, .nan, value)
    }
}
