/// A metric over the steps of a run, thinned to what a terminal can show.
public struct Series: Hashable, Sendable {
    /// The samples of one column: the least, the greatest and the last of them.
    public struct Bucket: Hashable, Sendable {
        /// The least finite value.
        public var minimum: Double
        /// The greatest finite value.
        public var maximum: Double
        /// The last value, NaN and infinities included.
        public var last: Double

        /// A column's samples; least and greatest are NaN where no sample is finite.
        public init(_ minimum: Double, _ maximum: Double, _ last: Double) {
            self.minimum = minimum
            self.maximum = maximum
            self.last = last
        }
    }

    /// One bucket a column from the first step to the last; nil where a column has no sample.
    public var buckets: [Bucket?]
    /// How many samples there are in all.
    public var count: Int
    /// The step of the last sample.
    public var lastStep: Int64

    /// A thinned series.
    public init(buckets: [Bucket?], count: Int, lastStep: Int64) {
        self.buckets = buckets
        self.count = count
        self.lastStep = lastStep
    }
}
