import Entities
import TUI

/// A run as `get runs` prints it.
struct RunRow {
    let run: Run
}

extension RunRow: Encodable {
    enum CodingKeys: String, CodingKey {
        case id, name, experiment, status, user, params, metrics, tags
        case startTime = "start_time"
        case endTime = "end_time"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(run.id.key, forKey: .id)
        try container.encode(run.name, forKey: .name)
        try container.encode(run.experimentName, forKey: .experiment)
        try container.encode(run.status.name, forKey: .status)
        try container.encode(run.start?.iso8601, forKey: .startTime)
        try container.encode(run.end?.iso8601, forKey: .endTime)
        try container.encode(run.user, forKey: .user)
        try container.encode(run.params, forKey: .params)
        try container.encode(run.metrics, forKey: .metrics)
        try container.encode(run.tags, forKey: .tags)
    }
}

extension RunRow: Listed {
    static func columns(of rows: [RunRow]) -> [Column<RunRow>] {
        attributes + fields(of: rows.map(\.run))
    }

    /// The ids last, tags left out.
    static func readableColumns(of rows: [RunRow]) -> [Column<RunRow>] {
        let shown = attributes.filter { $0.name != "id" && $0.name != "end_time" }
        let id = attributes.filter { $0.name == "id" }
        let fields = fields(of: rows.map(\.run)).filter { !$0.name.hasPrefix("tags.") }
        return shown + fields.prefix(12) + id
    }

    private static var attributes: [Column<RunRow>] {
        [
            Column("id") { $0.run.id.key },
            Column("name") { $0.run.name },
            Column("experiment") { $0.run.experimentName },
            Column("status") { $0.run.status.name },
            Column("start_time") { $0.run.start?.iso8601 ?? "" },
            Column("end_time") { $0.run.end?.iso8601 ?? "" },
            Column("user") { $0.run.user },
        ]
    }

    private static func fields(of runs: [Run]) -> [Column<RunRow>] {
        let metrics = Set(runs.flatMap(\.metrics.keys)).sorted()
        let params = Set(runs.flatMap(\.params.keys)).sorted()
        let tags = Set(runs.flatMap(\.tags.keys)).sorted()
        return metrics.map { key in metric(key, runs) }
            + params.map { key in Column("params.\(key)") { $0.run.params[key] ?? "" } }
            + tags.map { key in Column("tags.\(key)") { $0.run.tags[key] ?? "" } }
    }

    private static func metric(_ key: String, _ runs: [Run]) -> Column<RunRow> {
        let format = MetricFormat(runs.compactMap { $0.metrics[key] })
        return Column(
            "metrics.\(key)",
            isRight: true,
            forPeople: { $0.run.metrics[key].map(format.string) ?? "" },
            value: { $0.run.metrics[key].map { "\($0)" } ?? "" }
        )
    }
}
