extension Sequence<Double> {
    /// The sum, the same in any order of the values: Neumaier's, from the least magnitude on.
    ///
    /// So that a total does not flicker when replicas answer in another order.
    public var stableSum: Double {
        let sorted = sorted { ($0.magnitude, $0) < ($1.magnitude, $1) }
        var (sum, lost) = (0.0, 0.0)
        for value in sorted {
            let total = sum + value
            guard total.isFinite else { return sorted.reduce(0, +) }
            lost += sum.magnitude >= value.magnitude ? (sum - total) + value : (value - total) + sum
            sum = total
        }
        return sum + lost
    }
}
