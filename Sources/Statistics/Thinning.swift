/// Thins samples to a few columns as they come, in any order of places; no extreme is dropped.
public struct Thinning: Sendable {
    /// The samples of one column.
    public struct Bucket: Equatable, Sendable {
        /// The least finite value; NaN while there is none.
        public var minimum: Double
        /// The greatest finite value; NaN while there is none.
        public var maximum: Double
        /// The value of the highest place, NaN and infinities included.
        public var last: Double
        fileprivate var lastPlace: Int64
    }

    /// One bucket a column; nil where no sample fell.
    public private(set) var buckets: [Bucket?]
    /// How many samples were added.
    public private(set) var count = 0
    private let first: Int64
    private let last: Int64
    private let scale: Double

    /// Columns that divide the places from `first` to `last` evenly.
    public init(columns: Int, from first: Int64, to last: Int64) {
        buckets = Array(repeating: nil, count: max(1, columns))
        self.first = first
        self.last = last
        scale = Double(max(1, columns)) / (Double(last) - Double(first) + 1)
    }

    /// Adds a sample; one outside the places is left out.
    public mutating func add(_ value: Double, at place: Int64) {
        guard place >= first, place <= last else { return }
        count += 1
        let offset = (Double(place) - Double(first)) * scale
        let column = min(buckets.count - 1, Int(offset))
        guard var bucket = buckets[column] else {
            let finite = value.isFinite ? value : .nan
            buckets[column] = Bucket(
                minimum: finite,
                maximum: finite,
                last: value,
                lastPlace: place
            )
            return
        }
        if value.isFinite {
            bucket.minimum = Double.minimum(bucket.minimum, value)
            bucket.maximum = Double.maximum(bucket.maximum, value)
        }
        if place >= bucket.lastPlace {
            bucket.last = value
            bucket.lastPlace = place
        }
        buckets[column] = bucket
    }
}
