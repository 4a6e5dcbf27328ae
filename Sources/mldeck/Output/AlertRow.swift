import Entities

/// What a rule says, as `get alerts` prints it.
struct AlertRow: Encodable {
    let alert: Alert

    private enum CodingKeys: String, CodingKey {
        case name, source, context, state, severity, since, value, labels, annotations, rule
        case forSeconds = "for_seconds"
        case group, trouble, runbook, receivers, silences
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(alert.name, forKey: .name)
        try container.encode(alert.id.source.name, forKey: .source)
        try container.encode(alert.id.source.context, forKey: .context)
        try container.encode(alert.state.rawValue, forKey: .state)
        try container.encode(alert.severity.rawValue, forKey: .severity)
        try container.encode(alert.since?.iso8601, forKey: .since)
        // JSON has no infinities.
        try container.encode(alert.value.flatMap { $0.isFinite ? $0 : nil }, forKey: .value)
        try container.encode(alert.labels, forKey: .labels)
        try container.encode(alert.annotations, forKey: .annotations)
        try container.encode(alert.rule?.expression, forKey: .rule)
        try container.encode(alert.rule?.hold, forKey: .forSeconds)
        try container.encode(alert.rule?.group, forKey: .group)
        try container.encode(alert.rule?.trouble, forKey: .trouble)
        try container.encode(alert.runbook, forKey: .runbook)
        try container.encode(alert.receivers, forKey: .receivers)
        try container.encode(alert.silences, forKey: .silences)
    }
}

extension AlertRow: Listed {
    static func columns(of rows: [AlertRow]) -> [Column<AlertRow>] {
        [
            Column("state") { $0.alert.state.rawValue },
            Column("severity") { $0.alert.severity.rawValue },
            Column("name") { $0.alert.name },
            Column("since") { $0.alert.since?.iso8601 ?? "" },
            Column("value", isRight: true) { row in row.alert.value.map { "\($0)" } ?? "" },
            Column("labels") { row in
                row.alert.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: " ")
            },
            Column("summary") { $0.alert.summary },
            Column("source") { $0.alert.id.source.name },
        ]
    }

    static func readableColumns(of rows: [AlertRow]) -> [Column<AlertRow>] {
        columns(of: rows).filter { $0.name != "labels" }
    }
}
