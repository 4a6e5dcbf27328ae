import Entities
import TUI

extension Series {
    /// As a line of a chart; `unit` is how many places make one on its axis.
    func line(
        name: String,
        _ role: Role,
        unit: Double,
        isSelected: Bool = false
    ) -> LineChart.Line {
        LineChart.Line(
            name,
            role,
            buckets: buckets.map { bucket in
                bucket.map { LineChart.Bucket($0.minimum, $0.maximum, $0.last) }
            },
            extent: extent(unit: unit),
            count: count,
            isSelected: isSelected
        )
    }

    /// What its columns divide.
    func extent(unit: Double) -> Extent { range.extent(unit: unit) }
}

extension ClosedRange<Int64> {
    /// As a range of an axis.
    func extent(unit: Double) -> Extent {
        Extent(Double(lowerBound) / unit, Double(upperBound) / unit)
    }
}
