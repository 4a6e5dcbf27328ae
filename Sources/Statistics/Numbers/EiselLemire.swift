/// The nearest double to decimal digits and a power of ten, ties to even.
enum EiselLemire {
    /// `digits * 10^exponent`; infinite beyond the greatest double.
    ///
    /// Daniel Lemire, Number Parsing at a Gigabyte per Second (2021); that 128 bits always decide:
    /// Noble Mushtak and Daniel Lemire, Fast Number Parsing Without Fallback (2022).
    static func nearest(_ digits: UInt64, exponent: Int) -> Double {
        guard digits != 0, exponent >= PowersOfFive.exponents.lowerBound else { return 0 }
        guard exponent <= PowersOfFive.exponents.upperBound else { return .infinity }
        let zeros = digits.leadingZeroBitCount
        let product = product(digits << UInt64(zeros), exponent)
        let upper = Int(product.high >> 63)
        let significand = product.high >> UInt64(upper + 64 - 52 - 3)
        // 217706 / 65536 is the binary logarithm of ten, exact enough for all exponents.
        let binary = (217_706 * exponent) >> 16 + 63 + upper - zeros + 1023
        guard binary > 0 else { return subnormal(significand, binary) }
        return rounded(significand, binary, isTie(product, significand, exponent, upper))
    }

    private static func product(_ digits: UInt64, _ exponent: Int) -> (high: UInt64, low: UInt64) {
        let index = 2 * (exponent - PowersOfFive.exponents.lowerBound)
        var (high, low) = digits.multipliedFullWidth(by: PowersOfFive.halves[index])
        // Where all bits below the needed ones are set, the lower half may carry into them.
        if high & 0x1FF == 0x1FF {
            let second = digits.multipliedFullWidth(by: PowersOfFive.halves[index + 1]).high
            let (sum, isBeyond) = low.addingReportingOverflow(second)
            low = sum
            high &+= isBeyond ? 1 : 0
        }
        return (high, low)
    }

    /// Whether the number lies in the middle of two doubles and the lower one is even.
    private static func isTie(
        _ product: (high: UInt64, low: UInt64),
        _ significand: UInt64,
        _ exponent: Int,
        _ upper: Int
    ) -> Bool {
        product.low <= 1 && (-4...23) ~= exponent && significand & 3 == 1
            && significand << UInt64(upper + 64 - 52 - 3) == product.high
    }

    private static func rounded(_ significand: UInt64, _ binary: Int, _ isTie: Bool) -> Double {
        var significand = isTie ? significand & ~1 : significand
        var binary = binary
        significand = (significand + significand & 1) >> 1
        if significand >= 2 << 52 {
            significand = 1 << 52
            binary += 1
        }
        guard binary < 2047 else { return .infinity }
        return Double(bitPattern: UInt64(binary) << 52 | significand & (1 << 52 - 1))
    }

    private static func subnormal(_ significand: UInt64, _ binary: Int) -> Double {
        guard binary > -63 else { return 0 }
        let shifted = significand >> UInt64(1 - binary)
        // A carry into bit 52 is the exponent of the least normal number.
        return Double(bitPattern: (shifted + shifted & 1) >> 1)
    }
}
