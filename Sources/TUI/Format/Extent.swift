/// A range of numbers that always is one: its bounds are finite, and the lower is not the greater.
public struct Extent: Hashable, Sendable {
    /// The lower bound.
    public let low: Double
    /// The upper bound.
    public let high: Double

    /// No span is so great that it has no width in floating point.
    private static let limit = 1e307

    /// The numbers between two; bounds that are no numbers become 0, the greatest are cut.
    public init(_ low: Double, _ high: Double) {
        let bounds = [low, high].map { $0.isNaN ? 0 : min(Extent.limit, max(-Extent.limit, $0)) }
        self.low = min(bounds[0], bounds[1])
        self.high = max(bounds[0], bounds[1])
    }

    /// The difference of its bounds.
    public var width: Double { high - low }

    /// Whether a number lies in it.
    public func contains(_ value: Double) -> Bool { value >= low && value <= high }

    /// The least extent that holds this one and a number.
    public func including(_ value: Double) -> Extent { Extent(min(low, value), max(high, value)) }

    /// The extent with a width that can be divided: one number gets a tenth of itself around it.
    var divisible: Extent {
        let middle = low + width / 2
        guard width < max(1e-300, middle.magnitude * 1e-11) else { return self }
        let margin = middle.magnitude < 1e-290 ? 0.5 : middle.magnitude / 10
        return Extent(middle - margin, middle + margin)
    }
}
