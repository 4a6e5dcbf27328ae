/// Since when what a rule looks at is so: a pure value, moved on by each answer.
public struct RuleState: Sendable {
    /// Something that a rule looks at, now.
    public struct Value: Hashable, Sendable {
        /// What tells it from others.
        public var labels: [String: String]
        /// What it is; nil where that is not known.
        public var value: Double?

        /// A value.
        public init(labels: [String: String], value: Double?) {
            (self.labels, self.value) = (labels, value)
        }
    }

    private var since: [String: Instant] = [:]

    /// Nothing is so.
    public init() {}

    /// What a rule says of values, as Prometheus judges its own: pending as soon as it is so,
    /// firing once it was so for as long as the rule asks, and over as soon as it is not.
    ///
    /// A clock that went back counts from then. Where nothing is wrong, it is one inactive alert.
    public mutating func judge(
        _ rule: Rule,
        _ values: [Value],
        by source: Source.ID,
        store: Source.ID? = nil,
        now: Instant
    ) -> [Alert] {
        var kept: [String: Instant] = [:]
        var alerts: [Alert] = []
        for value in values where rule.applies(to: value.value) {
            let labels = value.labels.merging(rule.labels) { _, own in own }
            let key = Alert.key(rule.name, labels)
            guard kept[key] == nil else { continue }
            let begun = min(since[key] ?? now, now)
            kept[key] = begun
            let isOld = now.milliseconds(since: begun) >= rule.hold * 1000
            alerts.append(
                Alert(
                    id: Alert.ID(source: source, key: key),
                    name: rule.name,
                    state: isOld ? .firing : .pending,
                    labels: labels,
                    annotations: rule.annotations,
                    since: begun,
                    value: value.value,
                    rule: rule.rule(store)
                )
            )
        }
        since = kept
        return alerts.isEmpty ? [rule.quiet(source, store)] : alerts
    }
}

extension Rule {
    /// As an alert tells what it is made by.
    fileprivate func rule(_ store: Source.ID?) -> Alert.Rule {
        Alert.Rule(expression: expression, hold: Double(hold), group: "mldeck", store: store)
    }

    /// That nothing is wrong.
    fileprivate func quiet(_ source: Source.ID, _ store: Source.ID?) -> Alert {
        Alert(
            id: Alert.ID(source: source, key: Alert.key(name, labels)),
            name: name,
            state: .inactive,
            labels: labels,
            annotations: annotations,
            rule: rule(store)
        )
    }
}
