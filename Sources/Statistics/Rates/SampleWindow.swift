/// The samples of one series in a span of time, which a query language calls a range vector.
///
/// Both ends belong to the span, as in Prometheus 2.42 (`promql/engine.go`, `matrixIterSlice`; the
/// start is left out since 3.0). Stale markers are no samples.
public struct SampleWindow: Sendable {
    /// The first moment of the span, in milliseconds since 1970.
    public private(set) var start: Int64
    /// The last moment of the span, in milliseconds since 1970.
    public private(set) var end: Int64
    /// When each sample was taken, in milliseconds since 1970, ascending.
    public private(set) var times: [Int64] = []
    /// The value of each sample.
    public private(set) var values: [Double] = []

    /// A span without samples.
    public init(from start: Int64, to end: Int64) {
        self.start = start
        self.end = end
    }

    /// How many samples there are.
    public var count: Int { values.count }

    /// Adds a sample, which must be later than the last; one outside of the span is left out.
    public mutating func append(_ value: Double, at time: Int64) {
        guard time >= start, time <= end, !StaleMarker.matches(value) else { return }
        times.append(time)
        values.append(value)
    }

    /// Becomes another span without samples, and keeps the memory.
    public mutating func clear(from start: Int64, to end: Int64) {
        self.start = start
        self.end = end
        times.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
    }
}
