/// A decimal number of more digits than an integer holds.
struct LongDecimal {
    private let text: UnsafeBufferPointer<UInt8>
    /// The first 19 digits that count, and the power of ten that they are to be multiplied with.
    private var digits: UInt64 = 0
    private var exponent = 0
    private var isCut = false

    /// Digits, with a point among them or without.
    init(_ text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        var isFraction = false
        for byte in text {
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if digits < 1_000_000_000_000_000_000 {
                digits = digits * 10 + UInt64(byte &- 0x30)
                exponent -= isFraction ? 1 : 0
            } else {
                isCut = isCut || byte != 0x30
                exponent += isFraction ? 0 : 1
            }
        }
    }

    /// The nearest double to `10^power` times the number.
    ///
    /// The digits left out matter only where the next integer gives another double. There the
    /// standard library decides, and allocates: once in some hundred numbers of such length.
    func nearest(times power: Int) -> Double {
        let lower = FloatLiteral.nearest(digits, exponent + power)
        guard isCut, lower != FloatLiteral.nearest(digits + 1, exponent + power) else {
            return lower
        }
        // Moves the point behind the last digit.
        let point = text.firstIndex(of: UInt8(ascii: ".")) ?? text.count - 1
        let integer = String(decoding: text.filter { $0 != UInt8(ascii: ".") }, as: UTF8.self)
        return Double("\(integer)e\(power - (text.count - 1 - point))") ?? lower
    }
}
