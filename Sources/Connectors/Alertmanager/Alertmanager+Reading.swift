import Client
import Entities

extension Alert {
    /// An alert of a group, with its fingerprint; nil where it has no name or no state.
    static func read(
        _ value: JSONValue,
        _ source: Source.ID,
        _ group: JSONValue
    ) -> (fingerprint: String, alert: Alert)? {
        let labels = value["labels"]?.texts ?? [:]
        guard let name = labels["alertname"], let word = value["status"]?["state"]?.text,
            let fingerprint = value["fingerprint"]?.text
        else { return nil }
        let silences = value["status"]?["silencedBy"]?.elements.compactMap(\.text) ?? []
        let state: State
        switch word {
        case "suppressed": state = silences.isEmpty ? .inhibited : .silenced
        case "active", "unprocessed": state = .firing
        default: return nil
        }
        let alert = Alert(
            id: ID(source: source, key: key(name, labels)),
            name: name,
            state: state,
            labels: labels.filter { $0.key != "alertname" },
            annotations: value["annotations"]?.texts ?? [:],
            since: value["startsAt"]?.text.flatMap { Instant(iso8601: $0) },
            receivers: [group["receiver"]?["name"]?.text].compactMap(\.self),
            silences: silences
        )
        return (fingerprint, alert)
    }

    /// Takes in what another group says of the same alert: who else is told.
    mutating func merge(_ other: Alert) {
        receivers = Set(receivers + other.receivers).sorted()
    }
}

extension Silence {
    /// A silence as the server writes it; nil where it has no id, matchers or times.
    init?(_ value: JSONValue, _ source: Source.ID) {
        guard let key = value["id"]?.text,
            let state = (value["status"]?["state"]?.text).flatMap({ State(rawValue: $0) }),
            let start = value["startsAt"]?.text.flatMap({ Instant(iso8601: $0) }),
            let end = value["endsAt"]?.text.flatMap({ Instant(iso8601: $0) })
        else { return nil }
        let matchers = value["matchers"]?.elements.compactMap { Matcher($0) } ?? []
        guard !matchers.isEmpty else { return nil }
        self.init(
            id: ID(source: source, key: key),
            matchers: matchers,
            start: start,
            end: end,
            by: value["createdBy"]?.text ?? "",
            comment: value["comment"]?.text ?? "",
            state: state
        )
    }
}

extension JSONValue {
    /// The members of an object that are texts, by their keys.
    var texts: [String: String] { members.compactMapValues(\.text) }
}
