/// SQL's LIKE: `%` is any text, `_` is one code point, all else is itself.
struct LikePattern {
    private let pattern: [UInt8]
    private let ignoresCase: Bool

    init(_ pattern: String, ignoringCase: Bool) {
        ignoresCase = ignoringCase
        self.pattern = ignoringCase ? pattern.utf8.map(\.asciiLowercased) : Array(pattern.utf8)
    }

    /// Whether the whole text fits.
    func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// Goes back to the last `%` only, so the time is bounded.
    private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        var (place, at) = (0, 0)
        var retry: (pattern: Int, text: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == UInt8(ascii: "%") {
                retry = (place + 1, at)
                place += 1
            } else if place < pattern.count, pattern[place] == UInt8(ascii: "_") {
                at = LikePattern.next(at, text)
                place += 1
            } else if place < pattern.count, pattern[place] == folded(text[at]) {
                place += 1
                at += 1
            } else if let last = retry {
                place = last.pattern
                at = LikePattern.next(last.text, text)
                retry = (place, at)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "%") }
    }

    private func folded(_ byte: UInt8) -> UInt8 { ignoresCase ? byte.asciiLowercased : byte }

    /// Where the next code point begins.
    private static func next(_ place: Int, _ text: UnsafeBufferPointer<UInt8>) -> Int {
        var place = place + 1
        while place < text.count, text[place] & 0xC0 == 0x80 { place += 1 }
        return place
    }
}

extension UInt8 {
    /// SQLite folds the letters of ASCII and no others.
    var asciiLowercased: UInt8 { (0x41...0x5A) ~= self ? self | 0x20 : self }
}
