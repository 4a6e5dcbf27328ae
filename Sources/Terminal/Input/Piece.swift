/// Where the first piece of a terminal's bytes ends: a character or a whole escape sequence.
enum Piece {
    static let escape: UInt8 = 0x1B

    /// The length of the first piece of `bytes`; nil where more must come to tell.
    static func length(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.first == escape else { return character(bytes) }
        guard let second = bytes.dropFirst().first else { return nil }
        switch second {
        case escape: return 1
        case UInt8(ascii: "["), UInt8(ascii: "O"): return sequence(bytes)
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
            UInt8(ascii: "X"):
            return reply(bytes)
        default: return character(bytes.dropFirst()).map { $0 + 1 }
        }
    }

    /// A character in UTF-8; a broken one ends where it breaks.
    private static func character(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let first = bytes.first else { return nil }
        let wanted =
            switch first {
            case 0xC2..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF5: 4
            default: 1
            }
        let following = bytes.dropFirst().prefix(wanted - 1)
        let valid = following.prefix { $0 & 0xC0 == 0x80 }.count
        if valid == wanted - 1 { return wanted }
        return valid < following.count ? valid + 1 : nil
    }

    /// `ESC [` or `ESC O`, parameters, and the letter that ends it.
    private static func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
        let rest = bytes.dropFirst(2)
        guard let first = rest.first else { return nil }
        if first == UInt8(ascii: "["), bytes[bytes.startIndex + 1] == first {
            return rest.count > 1 ? 4 : nil  // a function key of the Linux console
        }
        if first == UInt8(ascii: "M"), bytes[bytes.startIndex + 1] == UInt8(ascii: "[") {
            return rest.count > 3 ? 6 : nil  // the mouse as of old: three bytes follow
        }
        guard let last = rest.firstIndex(where: { !(0x20..<0x40 ~= $0) }) else { return nil }
        // A control character breaks the sequence off and is itself none of it.
        return last - bytes.startIndex + (bytes[last] < 0x20 ? 0 : 1)
    }

    /// What a terminal says of itself, to a question that an earlier program asked.
    private static func reply(_ bytes: ArraySlice<UInt8>) -> Int? {
        var previous: UInt8 = 0
        for (offset, byte) in bytes.enumerated().dropFirst(2) {
            if byte == 0x07 || previous == escape && byte == UInt8(ascii: "\\") {
                return offset + 1
            }
            previous = byte
        }
        return nil
    }
}
