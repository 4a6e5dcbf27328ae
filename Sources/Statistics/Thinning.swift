/// Thins samples to a few columns as they come, in any order of steps; no extreme is dropped.
public struct Thinning: Sendable {
    /// The samples of one column.
    public struct Bucket: Equatable, Sendable {
        /// The least finite value; NaN while there is none.
        public var minimum: Double
        /// The greatest finite value; NaN while there is none.
        public var maximum: Double
        /// The value of the highest step, NaN and infinities included.
        public var last: Double
        fileprivate var lastStep: Int64
    }

    /// One bucket a column; nil where no sample fell.
    public private(set) var buckets: [Bucket?]
    /// How many samples were added.
    public private(set) var count = 0
    private let first: Int64
    private let span: Double

    /// Columns that divide the steps from `first` to `last` evenly.
    public init(columns: Int, from first: Int64, to last: Int64) {
        buckets = Array(repeating: nil, count: max(1, columns))
        self.first = first
        span = Double(last) - Double(first) + 1
    }

    /// Adds a sample; one outside the steps goes to the nearest column.
    public mutating func add(_ value: Double, at step: Int64) {
        count += 1
        let place = (Double(step) - Double(first)) / span * Double(buckets.count)
        let column = Int(min(Double(buckets.count - 1), max(0, place)))
        guard var bucket = buckets[column] else {
            let finite = value.isFinite ? value : .nan
            buckets[column] = Bucket(minimum: finite, maximum: finite, last: value, lastStep: step)
            return
        }
        if value.isFinite {
            bucket.minimum = Double.minimum(bucket.minimum, value)
            bucket.maximum = Double.maximum(bucket.maximum, value)
        }
        if step >= bucket.lastStep {
            bucket.last = value
            bucket.lastStep = step
        }
        buckets[column] = bucket
    }
}
