/// All samples of one metric, in the order of their steps.
public struct Samples: Sendable {
    /// The step of each sample.
    public private(set) var steps: [Int64] = []
    /// When each sample was logged, in milliseconds since 1970.
    public private(set) var times: [Int64] = []
    /// The value of each sample.
    public private(set) var values: [Double] = []
    /// The least, the greatest and the last of them.
    public private(set) var extremes = Extremes()
    private var isSorted = true

    /// No samples.
    public init() {}

    /// How many there are.
    public var count: Int { values.count }

    /// About how many bytes they take.
    public var bytes: Int { values.capacity * 24 }

    /// Makes room for so many.
    public mutating func reserve(_ count: Int) {
        steps.reserveCapacity(count)
        times.reserveCapacity(count)
        values.reserveCapacity(count)
    }

    /// Adds a sample; `sort` brings it to its place.
    public mutating func append(_ value: Double, step: Int64, time: Int64) {
        if let last = steps.last, step < last { isSorted = false }
        steps.append(step)
        times.append(time)
        values.append(value)
        extremes.add(value, at: step)
    }

    /// Puts samples into the order of their steps; those of one step keep theirs.
    public mutating func sort() {
        guard !isSorted else { return }
        let order = steps.indices.sorted { (steps[$0], $0) < (steps[$1], $1) }
        steps = order.map { steps[$0] }
        times = order.map { times[$0] }
        values = order.map { values[$0] }
        isSorted = true
    }
}

extension Samples {
    /// What places are counted in.
    public enum Axis: Sendable {
        /// Steps.
        case step
        /// Milliseconds since the first sample.
        case relative
        /// Milliseconds since 1970.
        case time
    }

    /// The first and the last place; nil where there is no sample.
    public func whole(_ axis: Axis) -> ClosedRange<Int64>? {
        guard let first = steps.first, let last = steps.last else { return nil }
        if axis == .step { return first...last }
        let (lowest, highest) = times.reduce((Int64.max, Int64.min)) {
            (min($0.0, $1), max($0.1, $1))
        }
        guard axis == .relative else { return lowest...highest }
        let (width, isBeyond) = highest.subtractingReportingOverflow(lowest)
        return 0...(isBeyond ? .max : width)
    }

    /// The samples of a range in columns, smoothed from the first sample of all.
    public func thinned(
        columns: Int,
        axis: Axis,
        in range: ClosedRange<Int64>,
        smoothing: Double
    ) -> Thinning {
        var thinning = Thinning(columns: columns, from: range.lowerBound, to: range.upperBound)
        var average = Smoothing(weight: smoothing)
        let origin = axis == .relative ? times.min() ?? 0 : 0
        let places = axis == .step ? steps : times
        for index in values.indices {
            let value = smoothing > 0 ? average.next(values[index]) : values[index]
            let (place, isBeyond) = places[index].subtractingReportingOverflow(origin)
            thinning.add(value, at: isBeyond ? .max : place)
        }
        return thinning
    }
}
