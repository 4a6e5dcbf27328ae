/// SQL's LIKE: `%` is any text, `_` is one character, all else is itself.
struct LikePattern {
    private let pattern: [Unicode.Scalar]
    private let ignoresCase: Bool

    init(_ pattern: String, ignoringCase: Bool) {
        ignoresCase = ignoringCase
        self.pattern = pattern.unicodeScalars.map { ignoringCase ? $0.asciiLowercased : $0 }
    }

    /// Whether the whole text fits; goes back to the last `%` only, so the time is bounded.
    func matches(_ text: String) -> Bool {
        let text = text.unicodeScalars.map { ignoresCase ? $0.asciiLowercased : $0 }
        var (place, at) = (0, 0)
        var retry: (pattern: Int, text: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == "%" {
                retry = (place + 1, at)
                place += 1
            } else if place < pattern.count, pattern[place] == "_" || pattern[place] == text[at] {
                place += 1
                at += 1
            } else if let last = retry {
                (place, at) = (last.pattern, last.text + 1)
                retry = (last.pattern, last.text + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "%" }
    }
}

extension Unicode.Scalar {
    /// SQLite folds the letters of ASCII and no others.
    fileprivate var asciiLowercased: Unicode.Scalar {
        (0x41...0x5A) ~= value ? Unicode.Scalar(UInt8(value) + 0x20) : self
    }
}
