import Client
import Entities
import TUI

/// An experiment of one source as `get experiments` prints it.
struct ExperimentRow {
    let experiment: Experiment

    /// The experiments of all sources that are not deleted, source by source.
    static func all(_ feeds: [Source.ID: Feed<Experiments.Answer>]) -> [ExperimentRow] {
        feeds.sorted { $0.key < $1.key }
            .flatMap { $0.value.answer?.experiments ?? [] }
            .filter { !$0.isDeleted }
            .map(ExperimentRow.init)
    }

    /// What a filter and an order compare.
    func value(of field: Field) -> SortValue {
        switch field {
        case .attribute(.name): .text(experiment.name)
        case .attribute(.id): .text(experiment.id.key)
        case .attribute(.created): moment(experiment.created)
        case .attribute(.updated): moment(experiment.updated)
        case .tag(let key): experiment.tags[key].map(SortValue.text) ?? .missing
        case .several(.tagValue):
            .several(experiment.tags.filter { !$0.key.hasPrefix("mlflow.") }.map(\.value))
        default: .missing
        }
    }

    private func moment(_ instant: Instant?) -> SortValue {
        instant.map { .number(Double($0.milliseconds)) } ?? .missing
    }
}

extension ExperimentRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case id, name, source, runs, running, tags
        case failed = "failed_last_day"
        case lastActivity = "last_activity"
        case created = "creation_time"
        case updated = "last_update_time"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(experiment.id.key, forKey: .id)
        try container.encode(experiment.name, forKey: .name)
        try container.encode(experiment.id.source.name, forKey: .source)
        try container.encode(experiment.activity?.runs, forKey: .runs)
        try container.encode(experiment.activity?.running, forKey: .running)
        try container.encode(experiment.activity?.failedLately, forKey: .failed)
        try container.encode(experiment.lastActivity?.iso8601, forKey: .lastActivity)
        try container.encode(experiment.created?.iso8601, forKey: .created)
        try container.encode(experiment.updated?.iso8601, forKey: .updated)
        try container.encode(experiment.tags, forKey: .tags)
    }
}

extension ExperimentRow: Listed {
    static func columns(of rows: [ExperimentRow]) -> [Column<ExperimentRow>] {
        let tags = Set(rows.flatMap(\.experiment.tags.keys)).sorted()
        return attributes
            + tags.map { key in Column("tags.\(key)") { $0.experiment.tags[key] ?? "" } }
    }

    /// The ids last; tags, and the times that no store tells, left out.
    static func readableColumns(of rows: [ExperimentRow]) -> [Column<ExperimentRow>] {
        let times: Set = ["creation_time", "last_update_time"]
        let shown = attributes.filter { column in
            !["id", "runs_are"].contains(column.name)
                && (!times.contains(column.name) || rows.contains { column.value($0) != "" })
        }
        return shown + attributes.filter { $0.name == "id" }
    }

    private static var attributes: [Column<ExperimentRow>] {
        [
            Column("id") { $0.experiment.id.key },
            Column("name") { $0.experiment.name },
            Column("source") { $0.experiment.id.source.name },
            Column("runs", isRight: true, forPeople: \.runs) { row in
                row.experiment.activity.map { "\($0.runs.number)" } ?? ""
            },
            Column("runs_are") { $0.experiment.activity?.runs.word ?? "" },
            Column("running", isRight: true) { row in
                row.experiment.activity.map { "\($0.running)" } ?? ""
            },
            Column("failed_last_day", isRight: true) { row in
                row.experiment.activity.map { "\($0.failedLately)" } ?? ""
            },
            Column("last_activity") { $0.experiment.lastActivity?.iso8601 ?? "" },
            Column("creation_time") { $0.experiment.created?.iso8601 ?? "" },
            Column("last_update_time") { $0.experiment.updated?.iso8601 ?? "" },
        ]
    }

    /// How many runs it has, for people.
    var runs: String {
        switch experiment.activity?.runs {
        case .exactly(let number): Format.count(number)
        case .atLeast(let number): "at least " + Format.count(number)
        case nil: ""
        }
    }
}

extension Count {
    /// Whether all are counted, as in JSON.
    fileprivate var word: String {
        switch self {
        case .exactly: "exactly"
        case .atLeast: "at_least"
        }
    }
}
