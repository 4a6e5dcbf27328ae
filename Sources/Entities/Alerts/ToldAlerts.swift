/// The alerts of those that tell people, to be found by what those say that judge rules.
///
/// A server adds labels of its own to all that it sends on: only those of the rule count. They are
/// looked for by the label that fewest have, so that many of one name cost little.
struct ToldAlerts {
    /// Where the same alert is looked for: among those of one name and one context.
    private struct Place: Hashable {
        let name: String
        let context: String

        init(_ alert: Alert) { (name, context) = (alert.name, alert.id.source.context) }
    }

    private struct Label: Hashable {
        let place: Place
        let name: String
        let value: String
    }

    private let alerts: [Alert]
    private var places: [Place: [Int]] = [:]
    private var labels: [Label: [Int]] = [:]
    private var taken: Set<Int> = []

    init(_ alerts: [Alert]) {
        self.alerts = alerts
        for (index, alert) in alerts.enumerated() {
            let place = Place(alert)
            places[place, default: []].append(index)
            for (name, value) in alert.labels {
                labels[Label(place: place, name: name, value: value), default: []].append(index)
            }
        }
    }

    /// Those that nobody has taken.
    var left: [Alert] { alerts.indices.filter { !taken.contains($0) }.map { alerts[$0] } }

    /// Takes the one that is told of an alert; nil where there is none.
    mutating func take(_ alert: Alert) -> Alert? {
        let place = Place(alert)
        let own = alert.labels.filter { $0.key != "alertname" }
        let lists = own.map { labels[Label(place: place, name: $0.key, value: $0.value)] ?? [] }
        let near = lists.min { $0.count < $1.count } ?? places[place] ?? []
        let same = near.filter { index in
            own.allSatisfy { alerts[index].labels[$0.key] == $0.value }
        }
        // Two that judge the same rule may be told apart by a label that they add.
        guard let one = same.first(where: { !taken.contains($0) }) ?? same.last else { return nil }
        taken.insert(one)
        return alerts[one]
    }
}
