/// A metric over the steps or the time of a run, thinned to what a terminal can show.
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

    /// A logged value and where it was logged.
    public struct Sample: Hashable, Sendable {
        /// The value as it was logged, not smoothed.
        public var value: Double
        /// Its step.
        public var step: Int64

        /// A value at a step.
        public init(_ value: Double, at step: Int64) {
            self.value = value
            self.step = step
        }
    }

    /// One bucket a column from the first place of `range` to its last; nil where none fell.
    public var buckets: [Bucket?]
    /// The places that the columns divide, in the unit of the question's axis.
    public var range: ClosedRange<Int64>
    /// The places of all samples.
    public var whole: ClosedRange<Int64>
    /// How many samples there are in all.
    public var count: Int
    /// The sample of the highest step.
    public var last: Sample?
    /// The least finite sample; the first of several.
    public var least: Sample?
    /// The greatest finite sample; the first of several.
    public var greatest: Sample?
    /// The share that has been read while there is more to come.
    public var progress: Double?

    /// A thinned series.
    public init(
        buckets: [Bucket?],
        range: ClosedRange<Int64>,
        whole: ClosedRange<Int64>,
        count: Int,
        last: Sample?,
        least: Sample?,
        greatest: Sample?,
        progress: Double? = nil
    ) {
        self.buckets = buckets
        self.range = range
        self.whole = whole
        self.count = count
        self.last = last
        self.least = least
        self.greatest = greatest
        self.progress = progress
    }

    /// The step of the last sample; 0 where there is none.
    public var lastStep: Int64 { last?.step ?? 0 }
}

extension Series: Provisional {
    /// Whether all samples have been read.
    public var isFinal: Bool { progress == nil }
}
