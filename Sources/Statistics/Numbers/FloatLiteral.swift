/// Decimal numbers, infinities and NaN as Go's `strconv.ParseFloat` reads them, in place.
///
/// Neither hexadecimal digits nor underscores: Prometheus refuses them in samples
/// (`textparse.parseFloat`).
enum FloatLiteral {
    /// The number that begins at `place`, which is moved behind it.
    ///
    /// Nil where there is none, and beyond the greatest double. What follows is not looked at.
    static func read(_ bytes: UnsafeBufferPointer<UInt8>, from place: inout Int) -> Double? {
        let start = place
        skipSign(bytes, &place)
        let isNegative = place > start && bytes[start] == UInt8(ascii: "-")
        let first = place
        var digits: UInt64 = 0
        readDigits(bytes, &place, into: &digits)
        var (count, exponent) = (place - first, 0)
        if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
            place += 1
            let fraction = place
            readDigits(bytes, &place, into: &digits)
            exponent = fraction - place
            count -= exponent
        }
        guard count > 0 else {
            place = first
            return special(bytes, &place, isSigned: first > start).map { isNegative ? -$0 : $0 }
        }
        let last = place
        guard let power = readExponent(bytes, &place) else { return nil }
        let magnitude =
            count <= 19
            ? nearest(digits, exponent + power)
            : LongDecimal(UnsafeBufferPointer(rebasing: bytes[first..<last])).nearest(times: power)
        guard magnitude.isFinite else { return nil }
        return isNegative ? -magnitude : magnitude
    }

    /// Exact where both factors are: Clinger, How to Read Floating Point Numbers Accurately (1990).
    static func nearest(_ digits: UInt64, _ exponent: Int) -> Double {
        guard digits <= 1 << 53, -22...22 ~= exponent else {
            return EiselLemire.nearest(digits, exponent: exponent)
        }
        return exponent < 0
            ? Double(digits) / powersOfTen[-exponent] : Double(digits) * powersOfTen[exponent]
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private static func skipSign(_ bytes: UnsafeBufferPointer<UInt8>, _ place: inout Int) {
        guard place < bytes.count else { return }
        if bytes[place] == UInt8(ascii: "-") || bytes[place] == UInt8(ascii: "+") { place += 1 }
    }

    /// Digits that do not fit wrap around: they are read once more.
    private static func readDigits(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ place: inout Int,
        into digits: inout UInt64
    ) {
        while place < bytes.count {
            let digit = bytes[place] &- 0x30
            guard digit < 10 else { return }
            digits = digits &* 10 &+ UInt64(digit)
            place += 1
        }
    }

    /// The power of ten behind an `e`, 0 where there is none, nil where it has no digits.
    private static func readExponent(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ place: inout Int
    ) -> Int? {
        guard place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") else { return 0 }
        place += 1
        let start = place
        skipSign(bytes, &place)
        let isNegative = place > start && bytes[start] == UInt8(ascii: "-")
        let first = place
        var power = 0
        while place < bytes.count, bytes[place] &- 0x30 < 10 {
            if power < 10_000 { power = power * 10 + Int(bytes[place] &- 0x30) }
            place += 1
        }
        guard place > first else { return nil }
        return isNegative ? -power : power
    }

    private static func special(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ place: inout Int,
        isSigned: Bool
    ) -> Double? {
        if skip("infinity", bytes, &place) || skip("inf", bytes, &place) { return .infinity }
        return !isSigned && skip("nan", bytes, &place) ? .nan : nil
    }

    private static func skip(
        _ word: StaticString,
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ place: inout Int
    ) -> Bool {
        let letters = UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)
        guard letters.count <= bytes.count - place else { return false }
        for index in letters.indices where bytes[place + index] | 0x20 != letters[index] {
            return false
        }
        place += letters.count
        return true
    }
}
