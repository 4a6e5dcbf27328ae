import Entities
import TUI

/// How a model's versions do by the metric that tells it best: validation before anything else.
struct VersionCourse {
    /// The metric.
    let key: String
    /// Which way it is better.
    let direction: Direction
    /// Its value in each version that has one, the oldest first.
    let values: [(number: Int, value: Double)]

    /// By the newest version with such a metric; nil where no version has one.
    init?(_ versions: [ModelVersion]) {
        let telling = versions.lazy.compactMap { version -> Field? in
            let fields = version.metrics.keys.sorted().map(Field.metric).filter { !$0.isSystem }
            return fields.first { $0.isValidation && Direction($0) != .unknown }
                ?? fields.first { Direction($0) != .unknown } ?? fields.first
        }.first
        guard case .metric(let key)? = telling else { return nil }
        self.key = key
        direction = Direction(.metric(key))
        values = versions.reversed().compactMap { version in
            version.metrics[key].map { (version.id.number, $0) }
        }
    }

    /// The newest value.
    var last: Double? { values.last?.value }

    /// The newest values as a sparkline of so many cells.
    func spark(cells: Int) -> Sparkline {
        Sparkline(values.suffix(cells).map { $0.value.isFinite ? $0.value : nil }, role: .series1)
    }

    /// The metric over the numbers of the versions.
    var chart: LineChart {
        let numbers = values.map { Double($0.number) }
        let extent = Extent(numbers.first ?? 1, numbers.last ?? 1)
        var buckets = [LineChart.Bucket?](
            repeating: nil,
            count: min(4096, Int(extent.width) + 1)
        )
        for (number, value) in values {
            let place = Int(
                (Double(number) - extent.low) / (extent.width + 1) * Double(buckets.count)
            )
            let finite = value.isFinite ? value : .nan
            buckets[min(place, buckets.count - 1)] = LineChart.Bucket(finite, finite, value)
        }
        let line = LineChart.Line("", .series1, buckets: buckets, count: values.count)
        return LineChart(lines: [line], x: LineChart.XAxis(.step, extent))
    }
}
