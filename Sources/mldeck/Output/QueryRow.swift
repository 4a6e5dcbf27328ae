import Entities

/// A series of what an expression gives, as `query` prints it.
struct QueryRow: Encodable {
    let source: Source.ID
    let window: TimeWindow
    let line: RangeQuery.Line

    private enum CodingKeys: String, CodingKey {
        case source, labels, last, start
        case stepSeconds = "step_seconds"
        case values
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source.name, forKey: .source)
        try container.encode(line.labels, forKey: .labels)
        try container.encode(line.last.flatMap { $0.isFinite ? $0 : nil }, forKey: .last)
        try container.encode(window.start.iso8601, forKey: .start)
        try container.encode(Double(window.step) / 1000, forKey: .stepSeconds)
        // JSON has neither NaN nor infinities.
        try container.encode(line.values.map { $0.isFinite ? $0 : nil }, forKey: .values)
    }

    /// Its labels, as PromQL writes them.
    var written: String {
        let pairs = line.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return "{" + pairs.joined(separator: ", ") + "}"
    }
}

extension QueryRow: Listed {
    static func columns(of rows: [QueryRow]) -> [Column<QueryRow>] {
        let measured: (QueryRow) -> [Double] = { $0.line.values.filter { !$0.isNaN } }
        return [
            Column("series") { $0.written },
            Column("last", isRight: true) { row in row.line.last.map { "\($0)" } ?? "" },
            Column("least", isRight: true) { row in measured(row).min().map { "\($0)" } ?? "" },
            Column("greatest", isRight: true) { row in
                measured(row).max().map { "\($0)" } ?? ""
            },
            Column("source") { $0.source.name },
        ]
    }

    static func readableColumns(of rows: [QueryRow]) -> [Column<QueryRow>] { columns(of: rows) }
}
