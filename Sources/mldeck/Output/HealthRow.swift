import Entities

/// How something that serves does, as `get health` prints it.
struct HealthRow: Encodable {
    let health: Health

    private enum CodingKeys: String, CodingKey {
        case name, source, context, deployment, family, state, why, labels, measures, objectives
    }

    private struct Row: Encodable {
        let measure: String
        let limit: Double
        let target: Double
        let holds: Bool?

        private enum CodingKeys: String, CodingKey {
            case measure, limit, target, holds
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(measure, forKey: .measure)
            try container.encode(limit, forKey: .limit)
            try container.encode(target, forKey: .target)
            try container.encode(holds, forKey: .holds)
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(health.id.name, forKey: .name)
        try container.encode(health.id.source.name, forKey: .source)
        try container.encode(health.id.source.context, forKey: .context)
        try container.encode(health.deployment?.name, forKey: .deployment)
        try container.encode(health.family, forKey: .family)
        try container.encode(health.state.rawValue, forKey: .state)
        try container.encode(health.why, forKey: .why)
        try container.encode(health.labels, forKey: .labels)
        let now = Measure.allCases.filter { health.lines[$0] != nil }.map { measure in
            // JSON has no infinities.
            (measure.rawValue, health[measure].flatMap { $0.isFinite ? $0 : nil })
        }
        try container.encode(Dictionary(uniqueKeysWithValues: now), forKey: .measures)
        let objectives = health.objectives.map { one in
            Row(
                measure: one.measure.rawValue,
                limit: one.limit,
                target: one.target,
                holds: health[one.measure].map(one.holds)
            )
        }
        try container.encode(objectives, forKey: .objectives)
    }
}

extension HealthRow: Listed {
    static func columns(of rows: [HealthRow]) -> [Column<HealthRow>] {
        let measures = Measure.allCases.filter { measure in
            rows.contains { $0.health.lines[measure] != nil }
        }
        let plain = readableColumns(of: rows).filter { Measure(rawValue: $0.name) == nil }
        return plain
            + measures.map { measure in
                Column(measure.rawValue, isRight: true) { row in
                    row.health[measure].map { "\($0)" } ?? ""
                }
            }
    }

    static func readableColumns(of rows: [HealthRow]) -> [Column<HealthRow>] {
        let measures: [Measure] = [.rate, .errors, .p95, .mean, .firstToken].filter { measure in
            rows.contains { $0.health.lines[measure] != nil }
        }
        return [
            Column("name") { $0.health.id.name },
            Column("state") { $0.health.state.rawValue },
            Column("family") { $0.health.family },
        ]
            + measures.map { measure in
                Column(measure.rawValue, isRight: true) { row in
                    row.health[measure].map(measure.written) ?? "–"
                }
            } + [
                Column("why") { $0.health.why },
                Column("source") { $0.health.id.source.name },
            ]
    }
}
