/// The powers of five from 5^-342 to 5^308: their leading 128 bits, the upper half first.
///
/// Daniel Lemire, Number Parsing at a Gigabyte per Second (2021), section 5: cut off, but for the
/// reciprocals up to 5^27, which are rounded up.
enum PowersOfFive {
    static let exponents = -342...308

    static let halves: [UInt64] = {
        var reciprocals: [UInt64] = []
        // 2^1088, of which division by 5^342 leaves more than 128 bits.
        var quotient = [UInt64](repeating: 0, count: 17) + [1]
        for power in 1...(-exponents.lowerBound) {
            divide(&quotient)
            let (high, low) = leading(quotient)
            reciprocals += power <= 27 ? [low &+ 1, low == .max ? high &+ 1 : high] : [low, high]
        }
        var halves = Array(reciprocals.reversed())
        var product = [1] + [UInt64](repeating: 0, count: 12)
        for _ in 0...exponents.upperBound {
            let (high, low) = leading(product)
            halves += [high, low]
            multiply(&product)
        }
        return halves
    }()

    /// Words run from the lowest to the highest.
    private static func multiply(_ words: inout [UInt64]) {
        var carry: UInt64 = 0
        for index in words.indices {
            let (high, low) = words[index].multipliedFullWidth(by: 5)
            let (sum, isBeyond) = low.addingReportingOverflow(carry)
            words[index] = sum
            carry = high &+ (isBeyond ? 1 : 0)
        }
    }

    private static func divide(_ words: inout [UInt64]) {
        var remainder: UInt64 = 0
        for index in words.indices.reversed() {
            (words[index], remainder) = UInt64(5).dividingFullWidth((remainder, words[index]))
        }
    }

    private static func leading(_ words: [UInt64]) -> (high: UInt64, low: UInt64) {
        let top = words.lastIndex { $0 != 0 } ?? 0
        func word(_ index: Int) -> UInt64 { index >= 0 ? words[index] : 0 }
        let shift = UInt64(word(top).leadingZeroBitCount)
        func shifted(_ index: Int) -> UInt64 {
            word(index) << shift | word(index - 1) >> (64 - shift)
        }
        return (shifted(top), shifted(top - 1))
    }
}
