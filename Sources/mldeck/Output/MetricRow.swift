import Entities
import TUI

/// The samples of a few steps of a metric as `get metrics` prints them.
struct MetricRow {
    let key: String
    /// The first and the last step that they may have.
    let steps: ClosedRange<Int64>
    let bucket: Series.Bucket
}

extension MetricRow: Encodable {
    private enum CodingKeys: String, CodingKey {
        case first = "first_step"
        case final = "last_step"
        case minimum = "min"
        case maximum = "max"
        case last
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(steps.lowerBound, forKey: .first)
        try container.encode(steps.upperBound, forKey: .final)
        try container.encode(bucket.minimum, forKey: .minimum)
        try container.encode(bucket.maximum, forKey: .maximum)
        try container.encode(bucket.last, forKey: .last)
    }
}

extension MetricRow: Listed {
    static func columns(of rows: [MetricRow]) -> [Column<MetricRow>] {
        [
            Column("key") { $0.key },
            Column("first_step", isRight: true) { "\($0.steps.lowerBound)" },
            Column("last_step", isRight: true) { "\($0.steps.upperBound)" },
            number("min", rows, \.minimum), number("max", rows, \.maximum),
            number("last", rows, \.last),
        ]
    }

    static func readableColumns(of rows: [MetricRow]) -> [Column<MetricRow>] { columns(of: rows) }

    /// Metrics of different size have each a format of their own.
    private static func number(
        _ name: String,
        _ rows: [MetricRow],
        _ value: @escaping (Series.Bucket) -> Double
    ) -> Column<MetricRow> {
        let formats = Dictionary(grouping: rows, by: \.key)
            .mapValues { rows in MetricFormat(rows.map { value($0.bucket) }) }
        return Column(
            name,
            isRight: true,
            forPeople: { formats[$0.key]?.string(value($0.bucket)) ?? "" },
            value: { "\(value($0.bucket))" }
        )
    }
}
