import Entities
import TUI

extension HealthPane {
    /// What there is to say of the service under the cursor: why, its objectives, and the rest of
    /// what is measured of it now.
    func draw(_ row: MeasuredRow, _ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        let health = row.health
        TitleRule(
            [
                row.state.look, Span(" \(health.id.name.cutMiddle(to: 40))", .title),
                Span(" \(health.family)", .muted),
            ],
            note: [Span(health.id.source.name.cutMiddle(to: 24), .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let lines = [row.why, health.objectivesLine(isStale: row.isStale), row.valuesLine]
        for line in lines where !line.spans.isEmpty {
            let place = rest.takeTop()
            guard !place.isEmpty else { return }
            canvas.put(line, rect.x + 3, place.y, limit: rect.width - 4)
        }
    }
}

extension MeasuredRow {
    /// How it does, and why.
    var why: Line {
        let isOld = state != health.state
        let known = isOld ? "stale, was \(health.state.word)" : state.word
        let why = health.why.isEmpty ? "" : ": \(health.why)"
        return [Span(known, state.look.role), Span(why, .text)]
    }

    /// Everything else that is measured now.
    var valuesLine: Line {
        let columns: [Measure?] = [.rate, .errors, health.latency]
        let values = Measure.allCases.compactMap { measure -> [Span]? in
            guard !columns.contains(measure), let value = health[measure] else { return nil }
            return [
                Span("\(measure.word) ", .muted),
                Span(measure.shown(value) + "   ", isStale ? .stale : .text),
            ]
        }
        return Line(values.flatMap(\.self))
    }
}

extension Health {
    /// What it is to hold, each with whether it does.
    fileprivate func objectivesLine(isStale: Bool) -> Line {
        Line(
            objectives.flatMap { objective in
                [
                    look(of: objective, isStale: isStale),
                    Span(" \(objective.written)   ", .muted),
                ]
            }
        )
    }

    /// Whether an objective holds, with a warning at the one that is closest to its limit where
    /// that is one; what is not measured does neither.
    func look(of objective: Objective, isStale: Bool) -> Span {
        guard !isStale else { return State.stale.look }
        guard let value = self[objective.measure] else { return State.noData.look }
        guard objective.holds(value) else { return State.critical.look }
        let shares = objectives.compactMap { one in self[one.measure].map(one.share) }
        let isClosest = objective.share(value) == shares.max()
        return state == .warning && isClosest ? State.warning.look : State.healthy.look
    }
}

extension Objective {
    /// As in `p95 ≤ 80 ms`.
    var written: String { "\(measure.word) \(sign) \(shownLimit)" }

    /// Its limit with its unit, without decimals that tell nothing.
    var shownLimit: String {
        let parts = measure.shown(limit).split(separator: " ", maxSplits: 1)
        guard var number = parts.first.map(String.init), number.contains(".") else {
            return measure.shown(limit)
        }
        while number.hasSuffix("0") { number.removeLast() }
        if number.hasSuffix(".") { number.removeLast() }
        return ([number] + parts.dropFirst().map(String.init)).joined(separator: " ")
    }
}

extension Measure {
    /// A value with its unit, as the screen writes numbers.
    func shown(_ value: Double) -> String {
        guard value.isFinite else { return Format.fixed(value, decimals: 0) }
        let size = abs(value * factor)
        switch unit {
        case .seconds where size >= 10_000:
            return Format.fixed(value, decimals: size < 100_000 ? 1 : 0) + " s"
        case .seconds: return Format.fixed(value * 1000, decimals: size < 10 ? 1 : 0) + " ms"
        case .share: return Format.fixed(value * 100, decimals: size < 10 ? 2 : 0) + " %"
        case .perSecond:
            return Format.fixed(value, decimals: size < 1 ? 2 : size < 10 ? 1 : 0) + " /s"
        case .count:
            return Format.fixed(value, decimals: value == value.rounded() || size >= 100 ? 0 : 1)
        }
    }
}
