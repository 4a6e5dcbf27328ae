/// What a rule says of one thing: that something is wrong with it, or that all is well.
public struct Alert: Hashable, Sendable {
    /// Names it among the alerts of one source.
    public struct ID: Hashable, Comparable, Sendable {
        /// Who tells of it.
        public var source: Source.ID
        /// The rule's name, and the labels that tell its alerts apart: `Down{job="a"}`.
        public var key: String

        /// An alert that `source` tells of.
        public init(source: Source.ID, key: String) { (self.source, self.key) = (source, key) }

        /// By key, then by source.
        public static func < (left: ID, right: ID) -> Bool {
            (left.key, left.source) < (right.key, right.source)
        }
    }

    /// Where it stands.
    public enum State: String, CaseIterable, Sendable {
        // Those first that somebody has to look at.
        /// It is so, and was for as long as the rule asks.
        case firing
        /// It is so, but not yet for as long as the rule asks.
        case pending
        /// It fires, and nobody is told: somebody has silenced it.
        case silenced
        /// It fires, and nobody is told: another alert says more.
        case inhibited
        /// It is not so.
        case inactive
    }

    /// How bad it is, as its label `severity` says.
    public enum Severity: String, CaseIterable, Sendable {
        // The worst first.
        case critical
        case warning
        case info
        /// The label says nothing of it.
        case unknown
    }

    /// What an alert is made by.
    public struct Rule: Hashable, Sendable {
        /// What is asked: PromQL, or what mldeck's own rules are written in.
        public var expression: String
        /// For how many seconds it must be so.
        public var hold: Double
        /// The group that it stands in; empty where it stands in none.
        public var group: String
        /// Why it could not be judged; empty where it was.
        public var trouble: String
        /// Who can tell how its expression went; nil where it is no PromQL.
        public var store: Source.ID?

        /// A rule.
        public init(
            expression: String,
            hold: Double = 0,
            group: String = "",
            trouble: String = "",
            store: Source.ID? = nil
        ) {
            (self.expression, self.hold) = (expression, hold)
            (self.group, self.trouble, self.store) = (group, trouble, store)
        }
    }

    /// Its id.
    public var id: ID
    /// The name of its rule.
    public var name: String
    /// Where it stands.
    public var state: State
    /// What tells it from others, and what its rule says of it: severity, team.
    public var labels: [String: String]
    /// What is to be known of it: `summary`, `description`, `runbook_url`.
    public var annotations: [String: String]
    /// Since when it is so; nil where it is not, or nobody tells.
    public var since: Instant?
    /// What was measured; nil where nobody tells.
    public var value: Double?
    /// What it is made by; nil where nobody tells.
    public var rule: Rule?
    /// Which source tells people of it, where that is another than the one that judges it.
    public var teller: Source.ID?
    /// Who is told.
    public var receivers: [String]
    /// The silences that apply to it, by their keys.
    public var silences: [String]

    /// An alert.
    public init(
        id: ID,
        name: String,
        state: State,
        labels: [String: String] = [:],
        annotations: [String: String] = [:],
        since: Instant? = nil,
        value: Double? = nil,
        rule: Rule? = nil,
        receivers: [String] = [],
        silences: [String] = []
    ) {
        (self.id, self.name, self.state) = (id, name, state)
        (self.labels, self.annotations) = (labels, annotations)
        (self.since, self.value, self.rule) = (since, value, rule)
        (self.receivers, self.silences) = (receivers, silences)
    }
}

extension Alert.Rule {
    /// For how many whole seconds it must be so; a foreign number that is none is none.
    public var wholeSeconds: Int { hold > 0 ? Int(min(hold, 1e9)) : 0 }
}

extension Alert {
    /// How bad it is: `page` and the like are critical, `ticket` is a warning.
    public var severity: Severity {
        switch labels["severity"]?.lowercased() {
        case "critical", "crit", "page", "high", "error", "fatal", "emergency", "p1": .critical
        case "warning", "warn", "ticket", "medium", "p2", "p3": .warning
        case "info", "information", "low", "none", "p4", "p5": .info
        default: .unknown
        }
    }

    /// What it says in a sentence; empty where nobody wrote one.
    public var summary: String {
        annotations["summary"] ?? annotations["message"] ?? annotations["description"] ?? ""
    }

    /// Where it is written what to do: an address, or a name; nil where nobody wrote it.
    public var runbook: String? {
        annotations["runbook_url"] ?? annotations["runbook"] ?? labels["runbook"]
    }

    /// Whether it fires, whoever is told.
    public var isActive: Bool { state == .firing || state == .silenced || state == .inhibited }

    /// A rule's name with labels, in the order of their names: `Down{job="a",model="b"}`.
    public static func key(_ name: String, _ labels: [String: String]) -> String {
        let pairs = labels.filter { $0.key != "alertname" }.sorted { $0.key < $1.key }
        return name + "{" + pairs.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ",") + "}"
    }
}
