extension Ticks {
    /// Ticks of a logarithmic axis, at most so many: powers of ten, below two decades also 2 and 5.
    ///
    /// Within a factor of four these are too few, and the ticks are those of a linear axis.
    public static func logarithmic(_ extent: Extent, atMost count: Int) -> [Tick] {
        guard extent.low > 0, count > 0 else { return [] }
        guard extent.high / extent.low >= 4 else { return linear(extent, atMost: count) }
        let decades = Logarithm.ten(extent.high) - Logarithm.ten(extent.low)
        let values = powers(extent, every: max(1, Int((decades / Double(count)).rounded(.up))))
        guard decades < 2 else { return labels(Array(values.suffix(count))) }
        let finer = powers(extent.including(extent.low / 10), every: 1).flatMap { power in
            [power, power * 2, power * 5].filter(extent.contains)
        }
        return labels(finer.count <= count ? finer : Array(values.suffix(count)))
    }

    /// Labels of powers of ten and their like, each with its own decimals.
    private static func labels(_ values: [Double]) -> [Tick] {
        let exponents = values.map(Format.floorLog10)
        let isPlain = exponents.allSatisfy(plain.contains)
        return zip(values, exponents).map { value, exponent in
            let digit = Int((value / Logarithm.power(exponent)).rounded())
            return Tick(value, label(digit, exponent, isPlain: isPlain))
        }
    }

    /// Labels of the powers of ten with these exponents; there may be no such doubles.
    static func labels(exponents: [Int]) -> [String] {
        let isPlain = exponents.allSatisfy(plain.contains)
        return exponents.map { label(1, $0, isPlain: isPlain) }
    }

    /// The exponents of powers that are written with all their zeros.
    private static let plain = -4...6

    private static func label(_ digit: Int, _ exponent: Int, isPlain: Bool) -> String {
        guard isPlain else { return "\(digit)e\(exponent < 0 ? "−" : "")\(exponent.magnitude)" }
        let value = Double(digit) * Logarithm.power(exponent)
        return Format.fixed(value, decimals: max(0, -exponent))
    }

    /// The powers of ten within an extent whose exponents are multiples of `step`.
    private static func powers(_ extent: Extent, every step: Int) -> [Double] {
        let first = Format.floorLog10(extent.low)
        let last = Format.floorLog10(extent.high)
        guard first <= last else { return [] }
        return (first...last).filter { $0 % step == 0 }.map(Logarithm.power)
            .filter { $0.isNormal && extent.contains($0) }
    }
}
