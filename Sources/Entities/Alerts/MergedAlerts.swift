extension Alert {
    /// The alerts of all sources, the same told by two as one: what judges a rule knows its
    /// expression and its value, what tells people knows its silences and whom it tells.
    ///
    /// The first are those that somebody has to look at, the worst and then the latest of them.
    public static func merged(_ all: [Alert]) -> [Alert] {
        var (judged, told) = (all.filter { $0.rule != nil }, all.filter { $0.rule == nil })
        let places = Dictionary(grouping: told.indices) { told[$0].place }
        var taken: Set<Int> = []
        // A server adds labels of its own to all that it sends on: only those of the rule count.
        var known: [Place: [Set<String>: [String: [Int]]]] = [:]
        for index in judged.indices where judged[index].state != .inactive {
            let (alert, place) = (judged[index], judged[index].place)
            guard let near = places[place] else { continue }
            let names = Set(alert.labels.keys)
            let own =
                known[place]?[names]
                ?? Dictionary(grouping: near) { told[$0].key(of: names) }
            known[place, default: [:]][names] = own
            let same = own[alert.key(of: names)] ?? []
            // Two that judge the same rule may be told apart by a label that they add.
            guard let one = same.first(where: { !taken.contains($0) }) ?? same.last else {
                continue
            }
            judged[index] = alert.completed(by: told[one])
            taken.insert(one)
        }
        told = told.indices.filter { !taken.contains($0) }.map { told[$0] }
        return (judged + told).sorted { $0.isBefore($1) }
    }

    /// Where the same alert is looked for: among those of one name and one context.
    private struct Place: Hashable {
        let name: String
        let context: String
    }

    private var place: Place { Place(name: name, context: id.source.context) }

    /// It by those of its labels that count.
    private func key(of names: Set<String>) -> String {
        Alert.key(name, labels.filter { names.contains($0.key) })
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
