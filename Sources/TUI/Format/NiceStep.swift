/// A step that people count in: 1, 2, 2.5 or 5 times a power of ten.
struct NiceStep: Equatable {
    private static let mantissas: [Double] = [1, 2, 2.5, 5]
    private static let powers: [Double] = (0...22).reduce(into: []) { powers, exponent in
        powers.append(exponent == 0 ? 1 : powers[exponent - 1] * 10)
    }

    private var digit = 0
    private var exponent: Int

    /// The least step that is not less than a positive number.
    init(atLeast least: Double) {
        exponent = Format.floorLog10(least)
        // A product that is one bit short of the number still is the number.
        while value < least * (1 - 1e-12) { self = next }
    }

    /// The step itself.
    var value: Double {
        let mantissa = NiceStep.mantissas[digit]
        return exponent < 0
            ? mantissa / NiceStep.power(-exponent) : mantissa * NiceStep.power(exponent)
    }

    /// The next greater step.
    var next: NiceStep {
        var step = self
        step.digit = (digit + 1) % NiceStep.mantissas.count
        if step.digit == 0 { step.exponent += 1 }
        return step
    }

    /// Whether it is 2.5 times a power of ten, which is harder to count in.
    var isQuarter: Bool { digit == 2 }

    /// The power of ten of an exponent from 0; infinite where no double holds it.
    static func power(_ exponent: Int) -> Double {
        guard exponent >= powers.count else { return powers[max(0, exponent)] }
        let last = powers.count - 1
        return (last..<min(exponent, 309)).reduce(powers[last]) { power, _ in power * 10 }
    }
}
