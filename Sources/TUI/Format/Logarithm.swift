/// Logarithms for axes, without a mathematics library: exact to a dot, and far beyond.
enum Logarithm {
    /// The decimal logarithm; NaN for what has none.
    static func ten(_ value: Double) -> Double {
        guard value > 0, value.isFinite else { return .nan }
        // ln m = 2 artanh z; z is at most a third, where nine terms leave an error under 1e−9.
        let z = (value.significand - 1) / (value.significand + 1)
        let square = z * z
        var sum = 0.0
        for odd in stride(from: 17.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
        return (2 * z * sum * 1.442_695_040_888_963_4 + Double(value.exponent)) * log10of2
    }

    /// The decimal logarithm of 2.
    static let log10of2 = 0.301_029_995_663_981_2

    /// Ten to the power of a whole number; 0 or infinite where no double holds it.
    static func power(_ exponent: Int) -> Double {
        exponent < 0 ? 1 / NiceStep.power(-exponent) : NiceStep.power(exponent)
    }
}
