extension LineChart {
    /// The horizontal axis.
    public struct XAxis: Hashable, Sendable {
        /// What its numbers are.
        public enum Kind: Hashable, Sendable {
            /// Whole steps.
            case step
            /// Any numbers.
            case number
            /// Milliseconds since 1970, shown in a zone that is so many seconds ahead of UTC.
            case time(offset: Int)
        }

        /// What its numbers are.
        public var kind: Kind
        /// What it shows; never a single number.
        public let extent: Extent

        /// An axis; a single number gets a place in its middle.
        public init(_ kind: Kind, _ extent: Extent) {
            self.kind = kind
            let margin =
                switch kind {
                case .step: 0.5
                case .number: 0.0
                case .time: 30_000.0
                }
            let around = Extent(extent.low - margin, extent.low + margin)
            self.extent = extent.width > 0 ? extent : around.divisible
        }

        /// Its ticks, at most so many.
        public func ticks(atMost count: Int, isNarrow: Bool) -> [Tick] {
            switch kind {
            case .step: Ticks.steps(extent, atMost: count, isNarrow: isNarrow)
            case .number: Ticks.linear(extent, atMost: count, isNarrow: isNarrow)
            case .time(let offset): Ticks.time(extent, atMost: count, offset: offset)
            }
        }

        /// One of its numbers, as the cursor's tag says it.
        public func label(_ value: Double) -> String {
            guard value.isFinite else { return MetricFormat([]).string(value) }
            switch kind {
            case .step: return Format.fixed(value, decimals: 0)
            case .number:
                let step = NiceStep(atLeast: extent.divisible.width / 200).value
                let largest = max(extent.low.magnitude, extent.high.magnitude)
                return TickFormat(step: step, largest: largest).string(value)
            case .time(let offset): return Ticks.moment(value, in: extent, offset: offset)
            }
        }
    }

    /// The vertical axis.
    public struct YAxis: Hashable, Sendable {
        /// Whether equal distances are equal factors.
        public var isLogarithmic: Bool
        /// What it shows; nil for what the lines need.
        public var extent: Extent?
        /// Whether a few values far from all others are clipped, so that the rest is seen.
        public var clips: Bool
        /// A number that is always shown, as 0 where values are shares of a whole.
        public var including: Double?

        /// An axis.
        public init(
            isLogarithmic: Bool = false,
            extent: Extent? = nil,
            clips: Bool = false,
            including: Double? = nil
        ) {
            self.isLogarithmic = isLogarithmic
            self.extent = extent
            self.clips = clips
            self.including = including
        }
    }
}
