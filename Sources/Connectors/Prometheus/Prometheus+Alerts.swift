import Client
import Entities

extension Prometheus: AlertSource {
    /// What its alerting rules say; who is told, and what is silenced, Alertmanager knows.
    public func alerts() async throws(Failure) -> Alerts.Answer {
        var answer = Alerts.Answer()
        let id = source.id
        do {
            answer.warnings = try await ask(
                "rules",
                [HTTPRequest.Parameter("type", "alert")],
                isForm: false
            ) { reader throws(JSONError) in
                try reader.members { key, reader throws(JSONError) in
                    guard key == "groups" else { return try reader.skip() }
                    try reader.elements { reader throws(JSONError) in
                        answer.alerts += try RuleGroup(&reader).alerts(id)
                    }
                }
            }
        } catch {
            // What only stores series has no rules at all.
            guard case .notFound = error.reason else { throw error }
        }
        return answer
    }
}

/// A group of rules, as `/api/v1/rules` tells it.
private struct RuleGroup {
    private var name = ""
    private var rules: [AlertingRule] = []

    init(_ reader: inout JSONReader) throws(JSONError) {
        var (name, rules): (String, [AlertingRule]) = ("", [])
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "name": name = try reader.text() ?? ""
            case "rules":
                try reader.elements { reader throws(JSONError) in
                    rules.append(try AlertingRule(&reader))
                }
            default: try reader.skip()
            }
        }
        (self.name, self.rules) = (name, rules)
    }

    func alerts(_ source: Source.ID) -> [Alert] {
        rules.filter(\.isAlerting).flatMap { $0.alerts(source, group: name) }
    }
}

/// A rule and what it says now.
private struct AlertingRule {
    private var name = ""
    private var type = ""
    private var labels: [String: String] = [:]
    private var annotations: [String: String] = [:]
    private var rule = Alert.Rule(expression: "")
    private var active: [ActiveAlert] = []

    var isAlerting: Bool { type == "alerting" && !name.isEmpty }

    init(_ reader: inout JSONReader) throws(JSONError) {
        var read = Self()
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "name": read.name = try reader.text() ?? ""
            case "type": read.type = try reader.text() ?? ""
            case "query": read.rule.expression = try reader.text() ?? ""
            case "duration": read.rule.hold = try reader.number() ?? 0
            case "lastError": read.rule.trouble = try reader.text() ?? ""
            case "labels": read.labels = try reader.texts()
            case "annotations": read.annotations = try reader.texts()
            case "alerts":
                try reader.elements { reader throws(JSONError) in
                    read.active.append(try ActiveAlert(&reader))
                }
            default: try reader.skip()
            }
        }
        self = read
    }

    private init() {}

    /// What it says of each thing; itself as inactive where it says nothing.
    func alerts(_ source: Source.ID, group: String) -> [Alert] {
        var rule = rule
        (rule.group, rule.store) = (group, source)
        let all = active.compactMap { $0.alert(name, source, rule) }
        guard all.isEmpty else { return all }
        let key = Alert.key(name, labels)
        return [
            Alert(
                id: Alert.ID(source: source, key: key + " in " + group),
                name: name,
                state: .inactive,
                labels: labels,
                annotations: annotations,
                rule: rule
            )
        ]
    }
}

/// What a rule says of one thing.
private struct ActiveAlert {
    private var labels: [String: String] = [:]
    private var annotations: [String: String] = [:]
    private var state = ""
    private var since: Instant?
    private var value: Double?

    init(_ reader: inout JSONReader) throws(JSONError) {
        var read = Self()
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "labels": read.labels = try reader.texts()
            case "annotations": read.annotations = try reader.texts()
            case "state": read.state = try reader.text() ?? ""
            case "activeAt": read.since = try reader.text().flatMap { Instant(iso8601: $0) }
            case "value": read.value = try reader.number()
            default: try reader.skip()
            }
        }
        self = read
    }

    private init() {}

    func alert(_ name: String, _ source: Source.ID, _ rule: Alert.Rule) -> Alert? {
        guard let state = Alert.State(rawValue: state) else { return nil }
        return Alert(
            id: Alert.ID(source: source, key: Alert.key(name, labels)),
            name: name,
            state: state,
            labels: labels.filter { $0.key != "alertname" },
            annotations: annotations,
            since: since,
            value: value,
            rule: rule
        )
    }
}

extension JSONReader {
    /// The members of an object that are texts, by their keys.
    mutating func texts() throws(JSONError) -> [String: String] {
        var all: [String: String] = [:]
        try members { key, reader throws(JSONError) in all[key] = try reader.text() }
        return all
    }
}
