/// One bucket of a classic histogram: how many observations lie at or below a bound.
public struct HistogramBucket: Equatable, Sendable {
    /// The bound, infinite for the bucket of all observations.
    public var upperBound: Double
    /// How many observations, or their rate.
    public var count: Double

    /// A bucket.
    public init(upperBound: Double, count: Double) {
        self.upperBound = upperBound
        self.count = count
    }

    /// The bucket of a series whose label `le` is this; nil where Go reads no number in it.
    public init?(le: String, count: Double) {
        guard let bound = HistogramBucket.bound(le) else { return nil }
        self.init(upperBound: bound, count: count)
    }

    private static func bound(_ text: String) -> Double? {
        // Go takes hexadecimal numbers only with an exponent; the standard library takes more.
        if text.utf8.prefix(3).contains(where: { $0 | 0x20 == UInt8(ascii: "x") }) {
            guard text.contains(where: { $0 == "p" || $0 == "P" }) else { return nil }
            return Double(text).flatMap { $0.isFinite ? $0 : nil }
        }
        return Array(text.utf8).withUnsafeBufferPointer { bytes in
            var place = 0
            let bound = FloatLiteral.read(bytes, from: &place)
            return place == bytes.count ? bound : nil
        }
    }
}
