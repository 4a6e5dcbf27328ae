/// Why bytes are no JSON, and where.
public struct JSONError: Error, Hashable, Sendable {
    /// What was expected there.
    public var expected: String
    /// How many bytes stand before the place.
    public var place: Int
}

/// Reads JSON from front to back, without a tree: RFC 8259.
///
/// What is of another kind than asked for counts as absent, so that one odd value hides no others.
public struct JSONReader {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var place = 0
    private var depth = 0

    private static let deepest = 128

    private init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// Reads bytes that hold one value.
    public static func read(
        _ bytes: [UInt8],
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<Void, JSONError> in
            var reader = JSONReader(buffer)
            do throws(JSONError) {
                try reader.value(body)
                guard reader.next() == nil else { throw reader.error("the end") }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        try result.get()
    }

    /// Every member of an object, by its name; `body` reads the value or leaves it.
    public mutating func members(
        _ body: (String, inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard next() == UInt8(ascii: "{") else { return try skip() }
        try list(UInt8(ascii: "}")) { reader throws(JSONError) in
            guard reader.next() == UInt8(ascii: "\"") else { throw reader.error("a name") }
            let name = try reader.string()
            guard reader.next() == UInt8(ascii: ":") else { throw reader.error("a colon") }
            reader.place += 1
            try reader.value { reader throws(JSONError) in try body(name, &reader) }
        }
    }

    /// Every element of an array; `body` reads it or leaves it.
    public mutating func elements(
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard next() == UInt8(ascii: "[") else { return try skip() }
        try list(UInt8(ascii: "]")) { reader throws(JSONError) in try reader.value(body) }
    }

    /// A text; numbers and truth values as they are written.
    public mutating func text() throws(JSONError) -> String? {
        switch next() {
        case UInt8(ascii: "\""): return try string()
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"):
            try skip()
            return nil
        default:
            let literal = try literal()
            return String(decoding: bytes[literal], as: UTF8.self)
        }
    }

    /// A whole number, exact; also one in quotes.
    public mutating func integer() throws(JSONError) -> Int64? {
        try text().flatMap { text in
            Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
        }
    }

    /// A number; also one in quotes, and `NaN`, `Infinity` and `-Infinity`.
    public mutating func number() throws(JSONError) -> Double? {
        if let first = next(), first == UInt8(ascii: "-") || (0x30...0x39) ~= first {
            let literal = try literal()
            return short(literal) ?? exact(literal)
        }
        switch try text() {
        case "NaN", "nan": return .nan
        case "Infinity", "inf": return .infinity
        case "-Infinity", "-inf": return -.infinity
        case let text: return text.flatMap { Double($0) }
        }
    }

    /// True or false.
    public mutating func truth() throws(JSONError) -> Bool? {
        switch try text() {
        case "true": true
        case "false": false
        default: nil
        }
    }

    /// Passes a value by.
    public mutating func skip() throws(JSONError) {
        switch next() {
        case UInt8(ascii: "{"):
            try members { _, _ throws(JSONError) in }
        case UInt8(ascii: "["):
            try elements { _ throws(JSONError) in }
        case UInt8(ascii: "\""): _ = try stringBytes()
        default: _ = try literal()
        }
    }
}

extension JSONReader {
    private func error(_ expected: String) -> JSONError {
        JSONError(expected: expected, place: place)
    }

    /// The next byte that is no blank; nil at the end.
    private mutating func next() -> UInt8? {
        while place < bytes.count {
            let byte = bytes[place]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return byte }
            place += 1
        }
        return nil
    }

    /// Lets `body` read one value, which it may also leave.
    private mutating func value(
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        guard next() != nil else { throw error("a value") }
        let start = place
        try body(&self)
        if place == start { try skip() }
    }

    private mutating func list(
        _ end: UInt8,
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) throws(JSONError) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= JSONReader.deepest else { throw error("fewer levels") }
        place += 1
        if next() == end {
            place += 1
            return
        }
        while true {
            try body(&self)
            switch next() {
            case UInt8(ascii: ","): place += 1
            case end:
                place += 1
                return
            default: throw error("a comma or an end")
            }
        }
    }

    /// A number or a word.
    private mutating func literal() throws(JSONError) -> Range<Int> {
        let start = place
        while place < bytes.count {
            let byte = bytes[place]
            let isPart =
                (0x30...0x39) ~= byte || (0x41...0x5A) ~= byte || (0x61...0x7A) ~= byte
                || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "+")
            guard isPart else { break }
            place += 1
        }
        guard place > start else { throw error("a value") }
        return start..<place
    }

    /// A number of few digits, exact.
    ///
    /// William Clinger, How to Read Floating Point Numbers Accurately.
    private func short(_ literal: Range<Int>) -> Double? {
        guard literal.count <= 17 else { return nil }
        var digits: UInt64 = 0
        var fraction = 0
        var hasPoint = false
        let isNegative = bytes[literal.lowerBound] == UInt8(ascii: "-")
        for byte in bytes[literal.dropFirst(isNegative ? 1 : 0)] {
            if byte == UInt8(ascii: "."), !hasPoint {
                hasPoint = true
            } else if (0x30...0x39) ~= byte {
                digits = digits * 10 + UInt64(byte - 0x30)
                fraction += hasPoint ? 1 : 0
            } else {
                return nil
            }
        }
        guard digits <= 1 << 53 else { return nil }
        let value = Double(digits) / JSONReader.powers[fraction]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17,
    ]

    private func exact(_ literal: Range<Int>) -> Double? {
        Double(String(decoding: bytes[literal], as: UTF8.self))
    }

    private mutating func string() throws(JSONError) -> String {
        let (inner, isPlain) = try stringBytes()
        if isPlain { return String(decoding: bytes[inner], as: UTF8.self) }
        return unescaped(inner)
    }

    /// What stands between quotes, and whether nothing of it is escaped.
    private mutating func stringBytes() throws(JSONError) -> (Range<Int>, isPlain: Bool) {
        place += 1
        let start = place
        var isPlain = true
        while place < bytes.count {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\"") {
                place += 1
                return (start..<place - 1, isPlain)
            }
            if byte == UInt8(ascii: "\\") {
                isPlain = false
                place += 1
            }
            place += 1
        }
        place = bytes.count
        throw error("the end of a text")
    }

    private func unescaped(_ range: Range<Int>) -> String {
        var units: [UInt16] = []
        var text = ""
        var plain = range.lowerBound
        var index = range.lowerBound
        func flush() {
            if plain < index { text += String(decoding: bytes[plain..<index], as: UTF8.self) }
        }
        while index < range.upperBound {
            guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
                index += 1
                continue
            }
            flush()
            units.removeAll(keepingCapacity: true)
            // Halves of a character stand as two escapes in a row.
            while index + 5 < range.upperBound, bytes[index] == UInt8(ascii: "\\"),
                bytes[index + 1] == UInt8(ascii: "u"), let unit = unit(at: index + 2)
            {
                units.append(unit)
                index += 6
            }
            if units.isEmpty {
                text.unicodeScalars.append(JSONReader.escape(bytes[index + 1]))
                index += 2
            } else {
                text += String(decoding: units, as: UTF16.self)
            }
            plain = index
        }
        flush()
        return text
    }

    private func unit(at index: Int) -> UInt16? {
        UInt16(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
    }

    private static func escape(_ byte: UInt8) -> Unicode.Scalar {
        switch byte {
        case UInt8(ascii: "n"): "\n"
        case UInt8(ascii: "t"): "\t"
        case UInt8(ascii: "r"): "\r"
        case UInt8(ascii: "b"): "\u{8}"
        case UInt8(ascii: "f"): "\u{C}"
        default: Unicode.Scalar(byte)
        }
    }
}

extension String {
    /// The text as JSON writes it, quotes included.
    public var asJSON: String {
        var text = "\""
        for scalar in unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
