import Entities
import TUI

/// A metric in two versions.
struct MetricChange {
    let key: String
    let before: Double?
    let after: Double?

    init(_ key: String, from before: Double?, to after: Double?) {
        (self.key, self.before, self.after) = (key, before, after)
    }

    /// The metric, both values and the difference, with a sign of whether that is better.
    var row: Table.Row {
        let format = MetricFormat([before, after].compactMap(\.self))
        func cell(_ value: Double?) -> Table.Content {
            value.map { .text(Span(format.string($0), $0.isFinite ? .text : .warn)) } ?? .absent
        }
        return Table.Row(cells: [
            .text(Span(key, .text)), cell(before), cell(after), change(format),
        ])
    }

    private func change(_ format: MetricFormat) -> Table.Content {
        guard let before, let after, before.isFinite, after.isFinite else { return .absent }
        let delta = after - before
        guard delta != 0 else { return .text(Span("=", .muted)) }
        let text = (delta > 0 ? "+" : "−") + format.string(abs(delta))
        switch Direction(.metric(key)) {
        case .unknown: return .text(Span(text, .text))
        case .higher: return .line(judged(text, isBetter: delta > 0))
        case .lower: return .line(judged(text, isBetter: delta < 0))
        }
    }

    private func judged(_ text: String, isBetter: Bool) -> Line {
        [Span(text, .text), Span(isBetter ? " ✓" : " ▲", isBetter ? .ok : .warn)]
    }
}
