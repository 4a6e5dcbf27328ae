import Entities

/// An entry of the journal as `get journal` prints it.
struct JournalRow: Encodable {
    let entry: JournalEntry

    private enum CodingKeys: String, CodingKey {
        case seq, ts, user, host, terminal, git, mlflow, action, context, source, subject, what, why
        case outcome, rollout, plan, step, status
        case sent = "body_sha256"
        case took = "took_ms"
        case previous = "prev_sha256"
        case hash = "sha256"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(entry.number, forKey: .seq)
        try container.encode(entry.at.iso8601, forKey: .ts)
        try container.encode(entry.actor.user, forKey: .user)
        try container.encode(entry.actor.host, forKey: .host)
        try container.encode(entry.actor.terminal, forKey: .terminal)
        try container.encode(entry.actor.git, forKey: .git)
        try container.encode(entry.actor.mlflow, forKey: .mlflow)
        try container.encode(entry.action, forKey: .action)
        try container.encode(entry.source.context, forKey: .context)
        try container.encode(entry.source.name, forKey: .source)
        try container.encode(entry.subject, forKey: .subject)
        try container.encode(entry.what, forKey: .what)
        try container.encode(entry.why, forKey: .why)
        try container.encode(entry.outcome, forKey: .outcome)
        try container.encode(entry.rollout, forKey: .rollout)
        try container.encode(entry.plan, forKey: .plan)
        try container.encode(entry.step, forKey: .step)
        try container.encode(entry.status, forKey: .status)
        try container.encode(entry.sent, forKey: .sent)
        try container.encode(entry.took, forKey: .took)
        try container.encode(entry.previous, forKey: .previous)
        try container.encode(entry.hash, forKey: .hash)
    }
}

extension JournalRow: Listed {
    static func columns(of rows: [JournalRow]) -> [Column<JournalRow>] {
        readableColumns(of: rows) + [
            Column("why") { $0.entry.why ?? "" },
            Column("host") { $0.entry.actor.host },
            Column("terminal") { $0.entry.actor.terminal },
            Column("git") { $0.entry.actor.git },
            Column("context") { $0.entry.source.context },
            Column("source") { $0.entry.source.name },
            Column("rollout", isRight: true) { row in row.entry.rollout.map { "\($0)" } ?? "" },
            Column("plan") { $0.entry.plan ?? "" },
            Column("sha256") { $0.entry.hash },
        ]
    }

    static func readableColumns(of rows: [JournalRow]) -> [Column<JournalRow>] {
        [
            Column("seq", isRight: true) { "\($0.entry.number)" },
            Column("ts") { $0.entry.at.iso8601 },
            Column("user") { $0.entry.actor.user },
            Column("action") { $0.entry.action.rawValue },
            Column("subject") { $0.entry.subject },
            Column("what", limit: 60) { $0.entry.what },
            Column("outcome") { $0.entry.outcome.rawValue },
        ]
    }
}
