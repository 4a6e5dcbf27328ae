/// What a chart's lines need of its y axis.
struct YRange {
    /// The share of all values that stays in sight where the others lie far away.
    private static let core = 0.75
    /// So many values are enough to tell where most of them lie.
    private static let sampled = 2048

    private var all: (low: Double, high: Double)?
    private var values: [Double] = []

    /// Looks at the lines within an extent of the x axis; only positive values count on logarithms.
    init(_ lines: [LineChart.Line], in x: Extent, isLogarithmic: Bool, clips: Bool) {
        let total = clips ? lines.reduce(0) { $0 + $1.buckets.count * 2 } : 0
        let stride = max(1, total / YRange.sampled)
        if clips { values.reserveCapacity(min(total, YRange.sampled) + lines.count) }
        var index = 0
        for line in lines {
            for case .some(let bucket) in line.buckets[line.visible(in: x)] {
                for value in [bucket.minimum, bucket.maximum]
                where value.isFinite && (!isLogarithmic || value > 0) {
                    all = all.map { (min($0.low, value), max($0.high, value)) } ?? (value, value)
                    index += 1
                    if clips, index % stride == 0 { values.append(value) }
                }
            }
        }
    }

    /// The range to show; nil where there is no value.
    var extent: Extent? {
        guard let all else { return nil }
        let whole = Extent(all.low, all.high)
        guard values.count > 9 else { return whole }
        let core = shortest(values.sorted())
        // Clipping must win at least half of the height.
        guard core.width > 0, core.width * 2 < whole.width else { return whole }
        let margin = core.width / 12
        return Extent(max(whole.low, core.low - margin), min(whole.high, core.high + margin))
    }

    /// The shortest range that holds the core of all values.
    private func shortest(_ sorted: [Double]) -> Extent {
        let length = min(sorted.count - 1, Int(Double(sorted.count) * YRange.core))
        let starts = 0..<(sorted.count - length)
        let start =
            starts.min { left, right in
                sorted[left + length] - sorted[left] < sorted[right + length] - sorted[right]
            } ?? 0
        return Extent(sorted[start], sorted[start + length])
    }
}

extension LineChart.Line {
    /// The places of the buckets whose middles lie within an extent of the x axis.
    func visible(in x: Extent) -> Range<Int> {
        let own = extent ?? x
        let perBucket = own.width / Double(max(1, buckets.count))
        guard perBucket > 0 else { return 0..<(x.contains(own.low) ? buckets.count : 0) }
        let limit = Double(buckets.count)
        let first = min(limit, max(0, ((x.low - own.low) / perBucket - 0.5).rounded(.up)))
        let last = min(limit - 1, max(-1, ((x.high - own.low) / perBucket - 0.5).rounded(.down)))
        return Int(first)..<max(Int(first), Int(last) + 1)
    }
}
