import Entities
import TUI

/// What one column of the experiments table shows.
struct ExperimentColumn {
    var column: Table.Column
    /// What it is sorted by; nil where it cannot be.
    var field: ExperimentField?
    var content: (MergedExperiments.Row) -> Table.Content
}

extension ExperimentsPane {
    /// The columns from left to right.
    func specs(_ scene: Scene) -> [ExperimentColumn] {
        [
            ExperimentColumn(
                column: head(.name, limit: 32, cut: .middle),
                field: .name
            ) { .text(Span($0.name, .text)) },
            ExperimentColumn(column: head(.runs, isRight: true, rank: 90), field: .runs) {
                Self.runs($0)
            },
            ExperimentColumn(column: head(.now, rank: 70, gap: 1), field: .now) { Self.now($0) },
            ExperimentColumn(column: head(.days, rank: 50), field: .days) { Self.days($0) },
        ] + bestColumns(scene) + [
            ExperimentColumn(
                column: head(.activity, title: "last", isRight: true, rank: 80),
                field: .activity
            ) { Self.age($0, scene) },
            ExperimentColumn(
                column: head(.store, rank: 30, gap: 1, limit: 16, cut: .middle),
                field: .store
            ) { Self.stores($0) },
        ]
    }

    private func head(
        _ field: ExperimentField,
        title: String? = nil,
        isRight: Bool = false,
        rank: Int? = nil,
        gap: Int = 2,
        limit: Int = 24,
        cut: Table.Cut = .end
    ) -> Table.Column {
        order.head(
            field,
            title: title,
            isCurrent: field == arrangement.currentField,
            isRight: isRight,
            // Activity falls while the ages in its column rise: the title says which way it goes.
            hasArrow: field != .activity,
            rank: rank,
            gap: gap,
            limit: limit,
            cut: cut
        )
    }

    private func bestColumns(_ scene: Scene) -> [ExperimentColumn] {
        [
            ExperimentColumn(column: Table.Column("metric", rank: 60), field: nil) { row in
                switch best(row, scene) {
                case .unknown: .pending
                case .none: .absent
                case .by(let key, let direction, _):
                    .text(Span("\(key.cutMiddle(to: 18)) \(direction.sign)", .muted))
                }
            },
            ExperimentColumn(
                column: Table.Column("best", isRight: true, rank: 65),
                field: nil
            ) { row in
                switch best(row, scene) {
                case .unknown, .by(_, _, nil): .pending
                case .none: .absent
                case .by(let key, _, let run?): Self.value(run.metrics[key])
                }
            },
            ExperimentColumn(
                column: Table.Column("best run", rank: 40, gap: 1, limit: 20, cut: .middle),
                field: nil
            ) { row in
                switch best(row, scene) {
                case .unknown, .by(_, _, nil): .pending
                case .none: .absent
                case .by(let key, _, let run?) where run.metrics[key] != nil:
                    .text(Span(run.name, .text))
                case .by: .absent
                }
            },
        ]
    }
}

extension ExperimentsPane {
    private static func runs(_ row: MergedExperiments.Row) -> Table.Content {
        guard let runs = row.activity?.runs else { return .pending }
        return .text(Span(runs.written(isCounting: row.isCounting), .text))
    }

    private static func now(_ row: MergedExperiments.Row) -> Table.Content {
        guard let activity = row.activity else { return .empty }
        var line: Line = []
        for (status, count) in [
            (Run.Status.running, activity.running), (.failed, activity.failedLately),
        ] where count > 0 {
            if line.width > 0 { line.append(" ", .ground) }
            line.append(status.sign, status.role)
            line.append(" \(Format.count(count))", .text)
        }
        return .line(line)
    }

    private static func days(_ row: MergedExperiments.Row) -> Table.Content {
        guard let daily = row.activity?.daily else { return .pending }
        let values = daily.map { $0 > 0 ? Double($0) : nil }
        return .spark(Sparkline(values, role: .heat1), width: daily.count)
    }

    private static func value(_ value: Double?) -> Table.Content {
        guard let value else { return .absent }
        return .text(Span(MetricFormat([value]).string(value), value.isFinite ? .text : .warn))
    }

    private static func age(_ row: MergedExperiments.Row, _ scene: Scene) -> Table.Content {
        guard let last = row.lastActivity else { return row.activity == nil ? .pending : .absent }
        let age = scene.now.milliseconds(since: last)
        return .text(Span(Format.age(milliseconds: age), .muted))
    }

    private static func stores(_ row: MergedExperiments.Row) -> Table.Content {
        let count = row.sources.count
        let text = count == 1 ? row.sources[0].name : "\(count) stores"
        return .text(Span(text, .muted))
    }
}

extension Table.Content {
    /// There is none.
    static let absent = Table.Content.text(Span("–", .muted))
    /// It is not loaded, or not due yet.
    static let pending = Table.Content.text(Span("·", .muted))
}

extension Count {
    /// As in `1,204`, `1,204…` while it still grows, `≥ 1,204` where no more is known.
    func written(isCounting: Bool) -> String {
        switch self {
        case .exactly(let number): Format.count(number)
        case .atLeast(let number):
            isCounting ? "\(Format.count(number))…" : "≥ \(Format.count(number))"
        }
    }
}

extension Direction {
    /// An arrow towards what is better.
    var sign: String {
        switch self {
        case .lower: "↓"
        case .higher: "↑"
        case .unknown: ""
        }
    }
}
