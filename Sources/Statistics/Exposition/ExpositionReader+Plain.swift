/// The Prometheus text format 0.0.4.
extension ExpositionReader {
    mutating func nextPlain() throws(ExpositionError) -> Entry {
        while true {
            let start = place
            skipBlanks()
            switch byte {
            case 0: return .end
            case 0x0A: place += 1
            case UInt8(ascii: "#"):
                if let entry = try plainComment() { return entry }
            default:
                // Blanks would count as a part of the name.
                guard place == start, let name = name(orColon: true) else {
                    throw error("a metric name or a comment")
                }
                return .series(name.lowerBound..<(try endOfPlainLabels()))
            }
        }
    }

    /// Nil for what is no metadata; a zero in front of a comment's text ends everything.
    private mutating func plainComment() throws(ExpositionError) -> Entry? {
        place += 1
        guard isBlank(byte) else {
            while byte != 0x0A, byte != 0 { place += 1 }
            return byte == 0 ? .end : nil
        }
        skipBlanks()
        guard byte != 0 else { return .end }
        let keyword: Keyword = byte == UInt8(ascii: "H") ? .help : .type
        guard skip(keyword == .help ? "HELP" : "TYPE"), isBlank(byte) else {
            place = endOfLine()
            return nil
        }
        while isBlank(byte) { step() }
        return try plainMetadata(keyword)
    }

    private mutating func plainMetadata(_ keyword: Keyword) throws(ExpositionError) -> Entry {
        guard let metric = name(orColon: true) else { throw error("a metric name") }
        guard byte != 0 else { throw error("the end of the line") }
        let end = endOfLine()
        let isEmpty = bytes[place..<end].allSatisfy { isBlank($0) || $0 == 0 }
        let text = isEmpty ? end..<end : place + 1..<end
        place = end + 1
        return .metadata(keyword, metric: metric, text: text)
    }

    private func endOfLine() -> Int {
        var end = place
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        return end
    }

    private mutating func endOfPlainLabels() throws(ExpositionError) -> Int {
        let end = place
        skipBlanks()
        guard byte == UInt8(ascii: "{") else { return end }
        place += 1
        while try plainLabel() != nil {}
        return place
    }

    /// The label here and an optional comma; nil at the closing brace, which is left behind.
    mutating func plainLabel() throws(ExpositionError) -> LabelPlace? {
        skipBlanks()
        guard byte != UInt8(ascii: "}") else {
            place += 1
            return nil
        }
        guard let name = name(orColon: false) else { throw error("a label name or }") }
        skipBlanks()
        guard byte == UInt8(ascii: "=") else { throw error("=") }
        place += 1
        while isBlank(byte) { step() }
        let value = try quoted(orLineFeed: true, overZeros: true)
        skipBlanks()
        if byte == UInt8(ascii: ",") { place += 1 }
        return LabelPlace(name: name, value: value)
    }

    mutating func plainSample() throws(ExpositionError) -> Sample {
        skipBlanks()
        let start = place
        guard let value = FloatLiteral.read(bytes, from: &place), byte == 0x0A || isBlank(byte)
        else { throw ExpositionError("a number", at: start, in: bytes) }
        skipBlanks()
        let time = byte == 0x0A ? nil : try milliseconds()
        skipBlanks()
        guard byte == 0x0A else { throw error("the end of the line") }
        place += 1
        return Sample(value: value, time: time)
    }

    private mutating func milliseconds() throws(ExpositionError) -> Int64 {
        let start = place
        var time: Int64 = 0
        var isBeyond = false
        while place < bytes.count, bytes[place] &- 0x30 < 10 {
            let (tenfold, first) = time.multipliedReportingOverflow(by: 10)
            let (sum, second) = tenfold.addingReportingOverflow(Int64(bytes[place] &- 0x30))
            isBeyond = isBeyond || first || second
            time = sum
            place += 1
        }
        guard place > start, !isBeyond else {
            throw ExpositionError("a time in milliseconds", at: start, in: bytes)
        }
        return time
    }
}
