/// OpenMetrics text 1.0, as far as Prometheus 2.42 is strict about it.
extension ExpositionReader {
    mutating func nextOpenMetrics() throws(ExpositionError) -> Entry {
        guard byte == UInt8(ascii: "#") else {
            guard let name = name(orColon: true) else {
                throw error(place < bytes.count ? "a metric name or #" : "# EOF")
            }
            if byte == UInt8(ascii: "{") { try skipLabels(ofExemplar: false) }
            return .series(name.lowerBound..<place)
        }
        place += 1
        guard byte == 0x20 else { throw error("a blank") }
        place += 1
        switch byte {
        case UInt8(ascii: "E"): return try endOfMetrics()
        case UInt8(ascii: "H"): return try metadata(.help, "HELP")
        case UInt8(ascii: "T"): return try metadata(.type, "TYPE")
        default: return try metadata(.unit, "UNIT")
        }
    }

    private mutating func endOfMetrics() throws(ExpositionError) -> Entry {
        guard skip("EOF") else { throw error("EOF") }
        if byte == 0x0A { step() }
        guard place >= bytes.count else { throw error("nothing behind # EOF") }
        return .end
    }

    private mutating func metadata(
        _ keyword: Keyword,
        _ word: StaticString
    ) throws(ExpositionError) -> Entry {
        guard skip(word), byte == 0x20 else { throw error("HELP, TYPE, UNIT or EOF") }
        step()
        guard let metric = name(orColon: true) else { throw error("a metric name") }
        guard byte == 0x20 else { throw error("a blank") }
        let start = place + 1
        while byte != 0x0A {
            step()
            guard byte != 0 else { throw error("a line feed") }
        }
        // Zeros at the beginning of the next line count as text, and so does the line feed then.
        step()
        let text = start..<place - 1
        guard keyword != .unit || isSuffix(text, of: metric) else {
            throw ExpositionError("a unit that ends the metric's name", at: start, in: bytes)
        }
        return .metadata(keyword, metric: metric, text: text)
    }

    private func isSuffix(_ unit: Range<Int>, of metric: Range<Int>) -> Bool {
        guard !unit.isEmpty else { return true }
        return unit.count < metric.count
            && bytes[metric].suffix(unit.count).elementsEqual(bytes[unit])
            && bytes[metric.upperBound - unit.count - 1] == UInt8(ascii: "_")
    }

    /// Reads all labels from the opening brace on; commas stand between them and nowhere else.
    private mutating func skipLabels(ofExemplar: Bool) throws(ExpositionError) {
        repeat {
            let isFirst = byte == UInt8(ascii: "{")
            place += 1
            if isFirst, byte == UInt8(ascii: "}") { break }
            guard name(orColon: false) != nil else { throw error("a label name") }
            guard byte == UInt8(ascii: "=") else { throw error("=") }
            place += 1
            let value = try quoted(orLineFeed: false, overZeros: !ofExemplar)
            if ofExemplar { try check(isText: value) }
        } while byte == UInt8(ascii: ",")
        guard byte == UInt8(ascii: "}") else { throw error("a comma or }") }
        place += 1
    }

    mutating func openMetricsSample(of series: Range<Int>) throws(ExpositionError) -> Sample {
        var sample = Sample(value: try openMetricsNumber("a number"))
        if byte == 0x20, !isExemplar { sample.time = try milliseconds() }
        if byte == 0x20 { try skipExemplar(of: series) }
        place += 1
        return sample
    }

    /// A number behind a blank, with a blank or a line feed behind it.
    private mutating func openMetricsNumber(_ expected: String) throws(ExpositionError) -> Double {
        guard byte == 0x20 else { throw error("a blank") }
        place += 1
        let start = place
        guard let number = FloatLiteral.read(bytes, from: &place), byte == 0x20 || byte == 0x0A
        else { throw ExpositionError(expected, at: start, in: bytes) }
        return number
    }

    /// Prometheus computes in doubles and cuts off; what is beyond Int64 becomes its least value.
    private mutating func milliseconds() throws(ExpositionError) -> Int64 {
        let start = place + 1
        let seconds = try openMetricsNumber("a time in seconds")
        guard seconds.isFinite else {
            throw ExpositionError("a finite time", at: start, in: bytes)
        }
        let time = seconds * 1000
        return abs(time) < 0x1p63 ? Int64(time) : .min
    }

    private var isExemplar: Bool {
        bytes.count - place >= 4 && bytes[place + 1] == UInt8(ascii: "#")
            && bytes[place + 2] == 0x20 && bytes[place + 3] == UInt8(ascii: "{")
    }

    private mutating func skipExemplar(of series: Range<Int>) throws(ExpositionError) {
        guard isExemplar else { throw error("an exemplar or the end of the line") }
        let name = bytes[series].prefix { $0 != UInt8(ascii: "{") }
        guard hasSuffix(name, "_total") || hasSuffix(name, "_bucket") else {
            throw error("no exemplar, which only _total and _bucket have")
        }
        place += 3
        try skipLabels(ofExemplar: true)
        _ = try openMetricsNumber("a number")
        if byte == 0x20 { _ = try milliseconds() }
        guard byte == 0x0A else { throw error("the end of the line") }
    }

    private func hasSuffix(_ name: Slice<UnsafeBufferPointer<UInt8>>, _ suffix: String) -> Bool {
        name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
    }
}
