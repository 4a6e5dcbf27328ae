/// Reads an exposition entry by entry, and accepts exactly what Prometheus 2.42 accepts.
///
/// Prometheus, `model/textparse`: `promlex.l` and `promparse.go`, `openmetricslex.l` and
/// `openmetricsparse.go`. Their states are the functions here.
struct ExpositionReader {
    enum Entry {
        /// The name and the labels of a sample; `sample` reads what follows.
        case series(Range<Int>)
        case metadata(Keyword, metric: Range<Int>, text: Range<Int>)
        case end
    }

    enum Keyword {
        case help
        case type
        case unit
    }

    struct Sample {
        var value: Double
        /// In milliseconds since 1970.
        var time: Int64?
    }

    struct LabelPlace {
        var name: Range<Int>
        var value: Range<Int>
    }

    let bytes: UnsafeBufferPointer<UInt8>
    let format: ExpositionFormat
    var place = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, as format: ExpositionFormat) {
        self.bytes = bytes
        self.format = format
    }

    mutating func next() throws(ExpositionError) -> Entry {
        format == .plain ? try nextPlain() : try nextOpenMetrics()
    }

    mutating func sample(of series: Range<Int>) throws(ExpositionError) -> Sample {
        format == .plain ? try plainSample() : try openMetricsSample(of: series)
    }

    func error(_ expected: String) -> ExpositionError {
        ExpositionError(expected, at: place, in: bytes)
    }

    func check(isText range: Range<Int>) throws(ExpositionError) {
        let text = UnsafeBufferPointer(rebasing: bytes[range])
        guard (try? UTF8Span(validating: text.span)) != nil else {
            throw ExpositionError("UTF-8", at: range.lowerBound, in: bytes)
        }
    }
}

/// Bytes and words.
extension ExpositionReader {
    /// The byte here; 0 behind the end, and a line feed at the end of plain text, wanted or not.
    var byte: UInt8 {
        if place < bytes.count { return bytes[place] }
        return place == bytes.count && format == .plain ? 0x0A : 0
    }

    /// Prometheus does not see zeros in label values, descriptions and behind what opens a comment.
    mutating func step(overZeros: Bool = true) {
        place += 1
        guard overZeros else { return }
        while place < bytes.count, bytes[place] == 0 { place += 1 }
    }

    mutating func skipBlanks() {
        while place < bytes.count, isBlank(bytes[place]) { place += 1 }
    }

    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Whether a name of a metric or, without colons, of a label can begin with a byte.
    func isLetter(_ byte: UInt8, orColon: Bool) -> Bool {
        (byte | 0x20) &- 0x61 < 26 || byte == UInt8(ascii: "_")
            || orColon && byte == UInt8(ascii: ":")
    }

    /// A name of at least one letter, digits behind it.
    mutating func name(orColon: Bool) -> Range<Int>? {
        let start = place
        guard isLetter(byte, orColon: orColon) else { return nil }
        while place < bytes.count,
            isLetter(bytes[place], orColon: orColon) || bytes[place] &- 0x30 < 10
        {
            place += 1
        }
        return start..<place
    }

    /// Leaves a word behind, zeros among its letters or not; or stops where another one differs.
    mutating func skip(_ word: StaticString) -> Bool {
        for index in 0..<word.utf8CodeUnitCount {
            guard byte == word.utf8Start[index] else { return false }
            step()
        }
        return true
    }

    /// What stands between quotes, escapes included.
    mutating func quoted(orLineFeed: Bool, overZeros: Bool) throws(ExpositionError) -> Range<Int> {
        guard byte == UInt8(ascii: "\"") else { throw error("a label value in quotes") }
        let start = place + 1
        step(overZeros: overZeros)
        while byte != UInt8(ascii: "\"") {
            let isEscape = byte == UInt8(ascii: "\\")
            if isEscape { step(overZeros: overZeros) }
            guard byte != 0, byte != 0x0A || orLineFeed && !isEscape else {
                throw error("the end of a label value")
            }
            step(overZeros: overZeros)
        }
        step(overZeros: overZeros)
        // Zeros behind the quote count as a part of the value, as in Prometheus.
        return start..<place - 1
    }
}
