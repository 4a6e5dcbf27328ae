/// How counters and gauges change: nil with fewer than two samples.
///
/// Prometheus 2.42, `promql/functions.go`: the same operations in the same order.
extension SampleWindow {
    /// By how much a counter grows in a second, on the average of the span: PromQL's `rate`.
    public var rate: Double? {
        extrapolated(isCounter: true) { $0 / (Double(end &- start) / 1000) }
    }

    /// By how much a counter grows in the span: PromQL's `increase`.
    public var increase: Double? { extrapolated(isCounter: true) { $0 } }

    /// By how much a gauge changes in the span: PromQL's `delta`.
    public var delta: Double? { extrapolated(isCounter: false) { $0 } }

    /// By how much a counter grows in a second between the last two samples: PromQL's `irate`.
    public var instantRate: Double? {
        guard count >= 2 else { return nil }
        let (last, before) = (values[count - 1], values[count - 2])
        let interval = times[count - 1] &- times[count - 2]
        guard interval != 0 else { return nil }
        return (last < before ? last : last - before) / (Double(interval) / 1000)
    }

    /// What the samples show, drawn out towards the ends of the span where these are near enough.
    private func extrapolated(isCounter: Bool, _ scale: (Double) -> Double) -> Double? {
        guard count >= 2 else { return nil }
        let change = isCounter ? growth : values[count - 1] - values[0]
        let sampled = Double(times[count - 1] &- times[0]) / 1000
        let step = sampled / Double(count - 1)
        var toStart = Double(times[0] &- start) / 1000
        let toEnd = Double(end &- times[count - 1]) / 1000
        if isCounter, change > 0, values[0] >= 0 {
            // A counter cannot have been below zero.
            toStart = min(toStart, sampled * (values[0] / change))
        }
        var covered = sampled
        covered += toStart < step * 1.1 ? toStart : step / 2
        covered += toEnd < step * 1.1 ? toEnd : step / 2
        return change * scale(covered / sampled)
    }

    /// By how much a counter grew between the first sample and the last; it may have begun anew.
    private var growth: Double {
        var growth = values[count - 1] - values[0]
        for index in 1..<count where values[index] < values[index - 1] {
            growth += values[index - 1]
        }
        return growth
    }
}
