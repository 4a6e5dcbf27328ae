/// What a server says about its metrics; what it says again costs no allocation.
struct MetadataTable: Sendable {
    private struct Entry {
        var type = MetricType.unknown
        var help: [UInt8] = []
        var unit: [UInt8] = []
        var format: ExpositionFormat
    }

    private var names = ByteTable()
    private var entries: [Entry] = []
    private var told = 0

    subscript(metric: String) -> MetricMetadata? {
        let number = Array(metric.utf8).withUnsafeBufferPointer { names.find($0) }
        return number.map { number in
            let entry = entries[number]
            return MetricMetadata(
                type: entry.type,
                help: unescaped(entry.help, orQuote: entry.format == .openMetrics),
                unit: String(decoding: entry.unit, as: UTF8.self)
            )
        }
    }

    mutating func begin() {
        // Names that no scrape tells anymore must not pile up.
        if names.count > 2 * told + 1000 { self = MetadataTable() }
        told = 0
    }

    mutating func note(
        _ keyword: ExpositionReader.Keyword,
        _ metric: Range<Int>,
        _ text: Range<Int>,
        in reader: ExpositionReader
    ) throws(ExpositionError) {
        let number = names.insert(UnsafeBufferPointer(rebasing: reader.bytes[metric]))
        if number == entries.count { entries.append(Entry(format: reader.format)) }
        told += 1
        switch keyword {
        case .type: entries[number].type = try reader.type(in: text)
        case .unit: entries[number].unit = Array(reader.bytes[text])
        case .help:
            let help = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(reader.bytes)[text])
            guard !entries[number].help.withUnsafeBytes({ areEqual($0, help) }) else { return }
            try reader.check(isText: text)
            entries[number].help = Array(help)
        }
    }
}
