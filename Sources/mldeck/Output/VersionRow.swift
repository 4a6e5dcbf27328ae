import Entities

/// A model's version as `get versions` prints it.
struct VersionRow {
    let version: ModelVersion
}

extension VersionRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, version, source, description, aliases, stage, status, tags, metrics
        case message = "status_message"
        case user = "user_id"
        case run = "run_id"
        case place = "source_path"
        case created = "creation_time"
        case updated = "last_updated_time"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(version.id.model.name, forKey: .name)
        try container.encode(version.id.number, forKey: .version)
        try container.encode(version.id.model.source.name, forKey: .source)
        try container.encode(version.description, forKey: .description)
        try container.encode(version.aliases, forKey: .aliases)
        try container.encode(version.stage, forKey: .stage)
        try container.encode(version.status.rawValue, forKey: .status)
        try container.encode(version.statusMessage, forKey: .message)
        try container.encode(version.user, forKey: .user)
        try container.encode(version.run?.key, forKey: .run)
        try container.encode(version.source, forKey: .place)
        try container.encode(version.created?.iso8601, forKey: .created)
        try container.encode(version.updated?.iso8601, forKey: .updated)
        try container.encode(version.tags, forKey: .tags)
        try container.encode(version.metrics, forKey: .metrics)
    }
}

extension VersionRow: Listed {
    static func columns(of rows: [VersionRow]) -> [Column<VersionRow>] {
        let metrics = Set(rows.flatMap(\.version.metrics.keys)).sorted()
        let tags = Set(rows.flatMap(\.version.tags.keys)).sorted()
        return attributes
            + [
                Column("source_path") { $0.version.source },
                Column("description") { $0.version.description },
            ]
            + metrics.map { key in
                Column("metrics.\(key)", isRight: true) { row in
                    row.version.metrics[key].map { "\($0)" } ?? ""
                }
            } + tags.map { key in Column("tags.\(key)") { $0.version.tags[key] ?? "" } }
    }

    static func readableColumns(of rows: [VersionRow]) -> [Column<VersionRow>] {
        attributes.filter { column in
            !["stage", "status"].contains(column.name)
                || rows.contains { !["", "READY"].contains(column.value($0)) }
        }
    }

    private static var attributes: [Column<VersionRow>] {
        [
            Column("name") { $0.version.id.model.name },
            Column("version", isRight: true) { "\($0.version.id.number)" },
            Column("aliases") { $0.version.aliases.joined(separator: " ") },
            Column("stage") { $0.version.stage },
            Column("status") { $0.version.status.rawValue },
            Column("creation_time") { $0.version.created?.iso8601 ?? "" },
            Column("user_id") { $0.version.user },
            Column("run_id") { $0.version.run?.key ?? "" },
            Column("source") { $0.version.id.model.source.name },
        ]
    }
}
