import Entities
import TUI

/// What is measured now, in columns of a table: how many requests, how many fail, how long they
/// take.
struct HealthCells {
    private let rate: MeasureFormat
    private let errors: MeasureFormat
    private let latency: MeasureFormat
    /// Whether something else than the 95th percentile is told of any.
    private let hasKinds: Bool

    /// The formats that suit all services that are seen.
    init(_ all: [Health]) {
        rate = MeasureFormat(.rate, all.map { $0[.rate] })
        errors = MeasureFormat(.errors, all.map { $0[.errors] })
        latency = MeasureFormat(.p95, all.map { health in health.latency.flatMap { health[$0] } })
        hasKinds = all.contains { !$0.latencyKind.isEmpty }
    }

    /// Their heads; the last says what takes so long where that is not the 95th percentile.
    var columns: [Table.Column] {
        let kind = hasKinds ? [Table.Column("", rank: 25, gap: 1)] : []
        return [
            Table.Column("rate /s", isRight: true, rank: 55),
            Table.Column("err %", isRight: true, rank: 56),
            Table.Column("p95 ms", isRight: true, rank: 70),
        ] + kind
    }

    /// The cells of what nobody measures.
    var absent: [Table.Content] {
        [.absent, .absent, .absent] + (hasKinds ? [.empty] : [])
    }

    /// A cell a column; what does not hold is seen.
    func cells(of health: Health) -> [Table.Content] {
        let latency = health.latency
        let kind: [Table.Content] =
            hasKinds ? [.text(Span(health.latencyKind, .muted))] : []
        return [
            .text(rate.span(health[.rate], health.role(of: .rate))),
            .text(errors.span(health[.errors], health.role(of: .errors))),
            .text(
                self.latency.span(
                    latency.flatMap { health[$0] },
                    latency.map { health.role(of: $0) } ?? .muted
                )
            ),
        ] + kind
    }
}

extension Health {
    /// What takes so long, where that is not the 95th percentile of requests.
    fileprivate var latencyKind: String {
        switch latency {
        case .mean?: "mean"
        case .firstToken?: "TTFT"
        default: ""
        }
    }

    /// How a value of now is shown: as critical where an objective does not hold.
    func role(of measure: Measure) -> Role {
        guard let value = self[measure] else { return .muted }
        let isBroken = objectives.contains { $0.measure == measure && !$0.holds(value) }
        return isBroken ? .critical : .text
    }
}
