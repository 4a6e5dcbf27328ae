extension Alert {
    /// The alerts of all sources, the same told by two as one: what judges a rule knows its
    /// expression and its value, what tells people knows its silences and whom it tells.
    ///
    /// The first are those that somebody has to look at, the worst and then the latest of them.
    public static func merged(_ all: [Alert]) -> [Alert] {
        var judged = all.filter { $0.rule != nil }
        var told = ToldAlerts(all.filter { $0.rule == nil })
        for index in judged.indices where judged[index].state != .inactive {
            guard let other = told.take(judged[index]) else { continue }
            judged[index] = judged[index].completed(by: other)
        }
        return (judged + told.left).sorted { $0.isBefore($1) }
    }

    private func completed(by other: Alert) -> Alert {
        var alert = self
        if state == .firing { alert.state = other.state }
        alert.teller = other.id.source
        (alert.receivers, alert.silences) = (other.receivers, other.silences)
        alert.annotations.merge(other.annotations) { own, _ in own }
        return alert
    }

    private func isBefore(_ other: Alert) -> Bool {
        // The latest first.
        let (earlier, later) = (other.since ?? .distantPast, since ?? .distantPast)
        return (state.rank, severity.rank, earlier, id)
            < (other.state.rank, other.severity.rank, later, other.id)
    }

    /// Whether one of its labels names what is measured.
    public func names(_ health: Health) -> Bool {
        guard id.source.context == health.id.source.context else { return false }
        return labels.contains { name, value in
            !Self.general.contains(name)
                && (value == health.id.name || value == health.deployment?.name)
        }
    }

    /// Whether it concerns what is measured: it names it, or they have a label in common and none
    /// that differs.
    public func concerns(_ health: Health) -> Bool {
        if names(health) { return true }
        guard id.source.context == health.id.source.context else { return false }
        var hasShared = false
        for (name, value) in labels where !Self.general.contains(name) {
            guard let other = health.labels[name] else { continue }
            guard other == value else { return false }
            hasShared = true
        }
        return hasShared
    }

    /// What says nothing of the thing that an alert is about.
    private static let general: Set = ["alertname", "severity", "team", "runbook"]
}

extension Alert.State {
    /// Its place, those first that somebody has to look at.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Alert.Severity {
    /// Its place, the worst first.
    public var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
