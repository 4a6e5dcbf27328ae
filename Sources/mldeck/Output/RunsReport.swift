import Entities
import Foundation

/// What `get runs` prints: the schema of its JSON is part of mldeck's interface.
struct RunsReport: Encodable {
    var start: Int
    var total: Count
    var rows: [Run]
    var failures: [Failure]

    private enum CodingKeys: String, CodingKey {
        case kind, start, total, rows, failures
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode("runs", forKey: .kind)
        try container.encode(start, forKey: .start)
        try container.encode(total, forKey: .total)
        try container.encode(rows.map(RunRow.init), forKey: .rows)
        try container.encode(failures, forKey: .failures)
    }

    /// The report as one object, keys in alphabetical order.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

/// One run of the report.
private struct RunRow: Encodable {
    let run: Run

    private enum CodingKeys: String, CodingKey {
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

extension Count: Encodable {
    private enum CodingKeys: String, CodingKey {
        case exactly
        case atLeast = "at_least"
    }

    /// `{"exactly": n}` or `{"at_least": n}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .exactly(let number): try container.encode(number, forKey: .exactly)
        case .atLeast(let number): try container.encode(number, forKey: .atLeast)
        }
    }
}

extension Failure: Encodable {
    private enum CodingKeys: String, CodingKey {
        case source, reason, message
    }

    /// The source, the reason's name and the whole sentence.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source.name, forKey: .source)
        try container.encode(reason.name, forKey: .reason)
        try container.encode(message, forKey: .message)
    }
}
