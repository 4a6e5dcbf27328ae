import Entities

extension Health {
    /// How close to its limit a measure is a warning: from this share of it on.
    private static let close = 0.9
    /// Measurements of fewer milliseconds ago are not old.
    private static let fresh: Int64 = 120_000

    /// The same with its state, and why it is so.
    ///
    /// It is down where no replica is well; old where nothing was measured lately; what has no
    /// objectives is well where it answers.
    func judged(over window: TimeWindow) -> Health {
        var judged = self
        (judged.state, judged.why) = verdict(window)
        return judged
    }

    private func verdict(_ window: TimeWindow) -> (State, String) {
        if self[.ready] == 0 { return (.critical, "down: none of its replicas is well") }
        guard let last = lines.values.compactMap({ $0.lastIndex { !$0.isNaN } }).max() else {
            return (.noData, "nothing is measured of it")
        }
        let age = window.end.milliseconds(since: window.moment(last))
        if age > max(Self.fresh, 2 * window.step) {
            return (.stale, "nothing is measured any more")
        }
        if let broken = objectives.first(where: { tells($0) { !$0.holds($1) } }) {
            return (.critical, sentence(broken))
        }
        if let near = objectives.first(where: { tells($0) { $0.isNear($1, Self.close) } }) {
            return (.warning, sentence(near))
        }
        let isAsked = (self[.rate] ?? 0) > 0
        return isAsked ? (.healthy, "") : (.insufficient, "it is asked too seldom to say")
    }

    /// Whether something is so of what is measured now.
    private func tells(_ objective: Objective, _ test: (Objective, Double) -> Bool) -> Bool {
        self[objective.measure].map { test(objective, $0) } ?? false
    }

    private func sentence(_ objective: Objective) -> String {
        let (measure, value) = (objective.measure, self[objective.measure] ?? .nan)
        let limit = measure.written(objective.limit)
        return "\(measure.rawValue) \(measure.written(value)), objective \(limit)"
    }
}

extension Objective {
    /// Whether a value that holds is close to the limit.
    fileprivate func isNear(_ value: Double, _ share: Double) -> Bool {
        measure.isLessBetter == false ? value * share < limit : value > limit * share
    }
}
