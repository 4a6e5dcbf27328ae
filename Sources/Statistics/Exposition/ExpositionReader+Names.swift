/// The names of series that are new.
extension ExpositionReader {
    /// The name that stands in a range, which the reader has accepted.
    ///
    /// Prometheus refuses a label that is there twice (`tsdb`, *label name is not unique*); with an
    /// empty value it removes them all. Labels that its configuration adds, `job` and `instance`,
    /// are not looked at here.
    func seriesName(in range: Range<Int>) throws(ExpositionError) -> SeriesName {
        var reader = ExpositionReader(
            UnsafeBufferPointer(rebasing: bytes[..<range.upperBound]),
            as: .plain
        )
        reader.place = range.lowerBound
        let metric = reader.name(orColon: true) ?? range
        var labels: [SeriesName.Label] = []
        reader.skipBlanks()
        if reader.place < range.upperBound {
            reader.place += 1
            while let label = try reader.plainLabel() {
                try check(isText: label.value)
                labels.append(
                    SeriesName.Label(text(label.name), unescaped(bytes[label.value], orQuote: true))
                )
            }
        }
        let name = SeriesName(text(metric), withoutRemoved(labels))
        let isUnique = zip(name.labels, name.labels.dropFirst()).allSatisfy { $0.name != $1.name }
        guard isUnique, !labels.contains(where: { $0.name == "__name__" }) else {
            throw ExpositionError("each label once", at: range.lowerBound, in: bytes)
        }
        return name
    }

    private func withoutRemoved(_ labels: [SeriesName.Label]) -> [SeriesName.Label] {
        let removed = Set(labels.filter(\.value.isEmpty).map(\.name))
        return removed.isEmpty ? labels : labels.filter { !removed.contains($0.name) }
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
    }

    /// The type that a word stands for, other words in either format.
    func type(in range: Range<Int>) throws(ExpositionError) -> MetricType {
        let word = range.count > 15 ? "" : text(range)
        if format == .plain, word == "untyped" { return .unknown }
        let type = MetricType(rawValue: word)
        let isKnown =
            switch type {
            case .counter, .gauge, .histogram, .summary: true
            case nil: false
            default: format == .openMetrics
            }
        guard isKnown, let type else {
            throw ExpositionError("a metric type", at: range.lowerBound, in: bytes)
        }
        return type
    }
}

/// Text whose escapes are a backslash, a line feed and perhaps a quote; other backslashes stay.
func unescaped(_ bytes: some Collection<UInt8>, orQuote: Bool) -> String {
    guard bytes.contains(UInt8(ascii: "\\")) else { return String(decoding: bytes, as: UTF8.self) }
    var plain: [UInt8] = []
    var isEscape = false
    for byte in bytes {
        if isEscape {
            isEscape = false
            switch byte {
            case UInt8(ascii: "n"): plain.append(0x0A)
            case UInt8(ascii: "\\"): plain.append(byte)
            case UInt8(ascii: "\"") where orQuote: plain.append(byte)
            default: plain += [UInt8(ascii: "\\"), byte]
            }
        } else if byte == UInt8(ascii: "\\") {
            isEscape = true
        } else {
            plain.append(byte)
        }
    }
    if isEscape { plain.append(UInt8(ascii: "\\")) }
    return String(decoding: plain, as: UTF8.self)
}
