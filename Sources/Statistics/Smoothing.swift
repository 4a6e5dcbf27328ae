/// An exponential moving average without the pull towards zero at its start, as TensorBoard draws it.
///
/// `s = w * s + (1 - w) * x`, divided by `1 - w ^ n`; what is not finite passes and changes nothing.
public struct Smoothing: Sendable {
    private let weight: Double
    private var sum = 0.0
    private var bias = 1.0

    /// An average in which what came before weighs `weight`, from 0 to below 1.
    public init(weight: Double) { self.weight = min(0.999_999, max(0, weight)) }

    /// The average after one value more.
    public mutating func next(_ value: Double) -> Double {
        guard value.isFinite, weight > 0 else { return value }
        sum = sum * weight + (1 - weight) * value
        bias *= weight
        return sum / (1 - bias)
    }
}
