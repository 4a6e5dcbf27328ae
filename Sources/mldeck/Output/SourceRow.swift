import Client
import Entities

/// A source and what it says of itself, as `get sources` prints it.
struct SourceRow {
    let source: Source
    /// What it can do.
    let abilities: [String]
    /// What it says of itself; nil where it failed.
    let answer: SourceChecks.Answer?
    let failure: Failure?

    /// Every source, in the order in which they were named; one without an answer has failed.
    static func all(_ waiter: Waiter) -> [SourceRow] {
        let feeds = waiter.catalog([Ask(SourceChecks())])[SourceChecks()]
        return waiter.connectors.map { SourceRow($0, feeds[$0.source.id]) }
    }

    private init(_ connector: any Connector, _ feed: Feed<SourceChecks.Answer>?) {
        source = connector.source
        let all = connector.capabilities
        abilities = Capability.allCases.filter(all.contains).map(\.rawValue)
        let late = Failure(source: source.id, reason: .timedOut)
        failure = feed?.failure ?? (feed?.answer == nil ? late : nil)
        answer = failure == nil ? feed?.answer : nil
    }

    /// How long it took to answer, in milliseconds.
    var latency: Double? { answer.map { Double($0.latency) / 1000 } }
}

extension SourceRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, context, kind, version, location, can, failure
        case latency = "latency_ms"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source.id.name, forKey: .name)
        try container.encode(source.id.context, forKey: .context)
        try container.encode(source.kind, forKey: .kind)
        try container.encode(answer?.version, forKey: .version)
        try container.encode(source.location, forKey: .location)
        try container.encode(abilities, forKey: .can)
        try container.encode(latency, forKey: .latency)
        try container.encode(failure, forKey: .failure)
    }
}

extension SourceRow: Listed {
    static func columns(of rows: [SourceRow]) -> [Column<SourceRow>] {
        [
            Column("name") { $0.source.id.name },
            Column("context") { $0.source.id.context },
            Column("kind") { $0.source.kind },
            Column("version") { $0.answer?.version ?? "" },
            Column("location", limit: nil) { $0.source.location },
            Column("can") { $0.abilities.joined(separator: " ") },
            Column("latency_ms", isRight: true) { row in row.latency.map { "\($0)" } ?? "" },
            Column("failure", limit: nil) { $0.failure?.reason.sentence ?? "" },
        ]
    }

    /// The context and what is wrong only where there are any.
    static func readableColumns(of rows: [SourceRow]) -> [Column<SourceRow>] {
        columns(of: rows).filter { column in
            !["context", "failure"].contains(column.name)
                || rows.contains { column.value($0) != "" }
        }
    }
}
