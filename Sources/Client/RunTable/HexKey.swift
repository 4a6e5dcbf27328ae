/// Ids of 32 lower-case hexadecimal digits as two words, eight digits at a time.
enum HexKey {
    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// The words of an id; nil for every other text.
    static func words(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64)? {
        guard bytes.count == 32, let start = bytes.baseAddress else { return nil }
        let raw = UnsafeRawPointer(start)
        guard let a = half(raw), let b = half(raw + 8), let c = half(raw + 16),
            let d = half(raw + 24)
        else { return nil }
        return (a << 32 | b, c << 32 | d)
    }

    /// The value of eight digits, all at once in one word; writing it back tells whether they were.
    private static func half(_ digits: UnsafeRawPointer) -> UInt64? {
        let text = UInt64(littleEndian: digits.loadUnaligned(as: UInt64.self))
        let values = (text & (ones &* 0x0F)) &+ (text >> 6 & ones) &* 9
        let isLetter = ((values &+ (ones &* 6)) >> 4) & ones
        let written = values &+ (ones &* 0x30) &+ (isLetter &* 0x27)
        guard written == text, values & (ones &* 0xF0) == 0 else { return nil }
        var packed = values.byteSwapped
        packed = (packed | packed >> 4) & 0x00FF_00FF_00FF_00FF
        packed = (packed | packed >> 8) & 0x0000_FFFF_0000_FFFF
        return (packed | packed >> 16) & 0xFFFF_FFFF
    }

    /// The digits of two words.
    static func text(_ high: UInt64, _ low: UInt64) -> String {
        String(unsafeUninitializedCapacity: 32) { buffer in
            for index in 0..<16 {
                buffer[index] = digit(high >> UInt64(60 - 4 * index) & 15)
                buffer[index + 16] = digit(low >> UInt64(60 - 4 * index) & 15)
            }
            return 32
        }
    }

    private static func digit(_ value: UInt64) -> UInt8 {
        UInt8(value) + (value < 10 ? 0x30 : 0x57)
    }
}
