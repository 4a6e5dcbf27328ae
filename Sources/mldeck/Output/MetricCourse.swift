import Entities

/// A metric of a run over its steps, in at most so many columns.
struct MetricCourse {
    let key: String
    let series: Series
    /// One row for each column that any sample fell into.
    let rows: [MetricRow]

    init(_ key: String, _ series: Series) {
        self.key = key
        self.series = series
        rows = series.buckets.indices.compactMap { column in
            series.buckets[column].map { bucket in
                MetricRow(key: key, steps: series.steps(of: column), bucket: bucket)
            }
        }
    }

    /// Whether a row may stand for several samples or steps; otherwise each is a sample itself.
    var isThinned: Bool {
        rows.count != series.count || rows.contains { $0.steps.lowerBound < $0.steps.upperBound }
    }
}

extension MetricCourse: Encodable {
    private enum CodingKeys: String, CodingKey {
        case key, thinned, samples, columns, last
        case least = "min"
        case greatest = "max"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(key, forKey: .key)
        try container.encode(isThinned, forKey: .thinned)
        try container.encode(series.count, forKey: .samples)
        try container.encode(series.least, forKey: .least)
        try container.encode(series.greatest, forKey: .greatest)
        try container.encode(series.last, forKey: .last)
        try container.encode(rows, forKey: .columns)
    }
}

extension Series.Sample: Encodable {
    private enum CodingKeys: String, CodingKey {
        case step, value
    }

    /// Its step and its value.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(step, forKey: .step)
        try container.encode(value, forKey: .value)
    }
}

extension Series {
    /// The steps that fall into a column.
    fileprivate func steps(of column: Int) -> ClosedRange<Int64> {
        let first = firstStep(from: column) ?? range.upperBound
        guard let next = firstStep(from: column + 1) else { return first...range.upperBound }
        return first...max(first, next - 1)
    }

    /// The first step of a column or of one behind it; nil where there is none.
    private func firstStep(from column: Int) -> Int64? {
        let span = UInt64(bitPattern: range.upperBound &- range.lowerBound)
        var (low, high): (UInt64, UInt64) = (0, span)
        guard self.column(of: range.upperBound) >= column else { return nil }
        while low < high {
            let middle = low + (high - low) / 2
            let step = range.lowerBound &+ Int64(bitPattern: middle)
            if self.column(of: step) >= column { high = middle } else { low = middle + 1 }
        }
        return range.lowerBound &+ Int64(bitPattern: low)
    }

    /// The column of a step, by the very sum that puts samples into columns.
    private func column(of step: Int64) -> Int {
        let (first, last) = (Double(range.lowerBound), Double(range.upperBound))
        let scale = Double(buckets.count) / (last - first + 1)
        return min(buckets.count - 1, Int((Double(step) - first) * scale))
    }
}
