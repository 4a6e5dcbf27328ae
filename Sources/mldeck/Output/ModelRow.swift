import Entities

/// A registered model as `get models` prints it.
struct ModelRow {
    let model: RegisteredModel

    /// As in `candidate=13 champion=12`.
    fileprivate var aliases: String {
        model.aliases.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            .joined(separator: " ")
    }
}

extension ModelRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case name, source, description, aliases, tags
        case latest = "latest_version"
        case created = "creation_time"
        case updated = "last_updated_time"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(model.id.name, forKey: .name)
        try container.encode(model.id.source.name, forKey: .source)
        try container.encode(model.description, forKey: .description)
        try container.encode(model.latest, forKey: .latest)
        try container.encode(model.aliases, forKey: .aliases)
        try container.encode(model.created?.iso8601, forKey: .created)
        try container.encode(model.updated?.iso8601, forKey: .updated)
        try container.encode(model.tags, forKey: .tags)
    }
}

extension ModelRow: Listed {
    static func columns(of rows: [ModelRow]) -> [Column<ModelRow>] {
        let tags = Set(rows.flatMap(\.model.tags.keys)).sorted()
        return attributes + [Column("description") { $0.model.description }]
            + tags.map { key in Column("tags.\(key)") { $0.model.tags[key] ?? "" } }
    }

    static func readableColumns(of rows: [ModelRow]) -> [Column<ModelRow>] { attributes }

    private static var attributes: [Column<ModelRow>] {
        [
            Column("name") { $0.model.id.name },
            Column("latest_version", isRight: true) { $0.model.latest.map { "\($0)" } ?? "" },
            Column("aliases", value: \.aliases),
            Column("last_updated_time") { $0.model.updated?.iso8601 ?? "" },
            Column("creation_time") { $0.model.created?.iso8601 ?? "" },
            Column("source") { $0.model.id.source.name },
        ]
    }
}
