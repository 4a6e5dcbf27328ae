extension Alert {
    /// The alerts of all sources, the same told by two as one: what judges a rule knows its
    /// expression and its value, what tells people knows its silences and whom it tells.
    ///
    /// The first are those that somebody has to look at, the worst and then the latest of them.
    public static func merged(_ all: [Alert]) -> [Alert] {
        var (judged, told) = (all.filter { $0.rule != nil }, all.filter { $0.rule == nil })
        var taken: Set<Int> = []
        // A server adds labels of its own to all that it sends on: only those of the rule count.
        var known: [Set<String>: [String: Int]] = [:]
        for index in judged.indices where judged[index].state != .inactive {
            let names = Set(judged[index].labels.keys)
            if known[names] == nil { known[names] = places(of: told, names) }
            let key = Alert.key(judged[index].name, judged[index].labels)
            guard let place = known[names]?[key] else { continue }
            judged[index] = judged[index].completed(by: told[place])
            taken.insert(place)
        }
        told = told.indices.filter { !taken.contains($0) }.map { told[$0] }
        return (judged + told).sorted { $0.isBefore($1) }
    }

    /// Where alerts stand, by their names and those of their labels that count.
    private static func places(of alerts: [Alert], _ names: Set<String>) -> [String: Int] {
        var places: [String: Int] = [:]
        for (index, alert) in alerts.enumerated() {
            places[Alert.key(alert.name, alert.labels.filter { names.contains($0.key) })] = index
        }
        return places
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
        (state.rank, severity.rank, -(since?.milliseconds ?? 0), id)
            < (other.state.rank, other.severity.rank, -(other.since?.milliseconds ?? 0), other.id)
    }

    /// Whether it concerns what is measured: they have a label in common, and none that differs,
    /// or it names it.
    public func concerns(_ health: Health) -> Bool {
        let names = [health.id.name, health.deployment?.name].compactMap(\.self)
        let own = labels.filter { !Self.general.contains($0.key) }
        if own.values.contains(where: names.contains) { return true }
        let shared = own.filter { health.labels[$0.key] != nil }
        return !shared.isEmpty && shared.allSatisfy { health.labels[$0.key] == $0.value }
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
