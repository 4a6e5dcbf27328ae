import Entities

/// Judges mldeck's own rules, whether or not anything that they look at is shown.
public actor RuleWatch: AlertSource {
    /// The rules, as a source.
    public nonisolated let source = Source(
        id: Source.ID("rules"),
        kind: "rules",
        location: "config.yaml"
    )
    /// How often to judge: as often as what is measured is usually asked for.
    public nonisolated let interval: Duration? = .seconds(15)

    private let rules: [Rule]
    private let connectors: [any Connector]
    private let time: Timekeeper
    private var states: [RuleState]
    /// What each rule said last: a source that fails changes nothing of it.
    private var said: [[Alert]]

    /// Rules on what connectors read.
    public init(_ rules: [Rule], on connectors: [any Connector], time: Timekeeper = .system) {
        (self.rules, self.connectors, self.time) = (rules, connectors, time)
        states = rules.map { _ in RuleState() }
        said = rules.map { _ in [] }
    }

    /// It never rings by itself.
    public nonisolated func changes() -> AsyncStream<Void> { Doorbell().rings() }

    /// How many rules there are.
    public func check() async throws(Failure) -> String { "\(rules.count) rules" }

    /// What the rules say now; one that cannot be judged says what it said last.
    public func alerts() async throws(Failure) -> Alerts.Answer {
        var warnings: [String] = []
        let healths = await healths()
        for index in rules.indices {
            let rule = rules[index]
            let look: Look
            switch rule.subject {
            case .measure(let measure, let name): look = healths.values(of: measure, name)
            case .query(let query): look = await series(query)
            case .runs(let filter, _, let metric): look = await runs(filter, metric)
            }
            if let failure = look.failure {
                warnings.append("\(rule.name): \(failure.message)")
                if look.values.isEmpty { continue }
            }
            said[index] = states[index].judge(
                rule,
                look.values,
                by: source.id,
                store: look.store,
                now: time.now()
            )
        }
        return Alerts.Answer(alerts: said.flatMap(\.self), warnings: warnings)
    }
}

extension RuleWatch {
    /// What was seen of something, and what kept from seeing more.
    struct Look {
        var values: [RuleState.Value] = []
        var failure: Failure?
        /// Who answered it, where it is PromQL.
        var store: Source.ID?
    }

    /// How far back runs are looked for, at most so many of them.
    private static let mostRuns = 200

    private func healths() async -> HealthLook {
        var look = HealthLook()
        let isWanted = rules.contains { if case .measure = $0.subject { true } else { false } }
        for connector in connectors where isWanted {
            guard let measuring = connector as? any HealthSource else { continue }
            do {
                look.services += try await measuring.health(Healths(span: 300, columns: 2)).services
            } catch {
                look.failure = error
            }
        }
        return look
    }

    private func series(_ query: String) async -> Look {
        var look = Look()
        for connector in connectors {
            guard let store = connector as? any TimeSeriesStore else { continue }
            do {
                let answer = try await store.range(RangeQuery(query, span: 60, columns: 2))
                look.store = connector.source.id
                look.values += answer.series.map { line in
                    let labels = line.labels.filter { $0.key != "__name__" }
                    let last = line.values.last.flatMap { $0.isNaN ? nil : $0 }
                    return RuleState.Value(labels: labels, value: last)
                }
            } catch {
                look.failure = error
            }
        }
        return look
    }

    private func runs(_ filter: Filter, _ metric: String?) async -> Look {
        var look = Look()
        let columns = Window.Columns.these(metric.map { [.metric($0)] } ?? [])
        for connector in connectors {
            guard let store = connector as? any TrackingStore else { continue }
            do {
                let order = try await store.order(Runs(experiments: nil, filter: filter))
                let ranks = 0..<min(Self.mostRuns, order.count.number)
                look.values += try await order.rows(ranks, columns: columns).map { run in
                    RuleState.Value(
                        labels: ["run": run.name, "experiment": run.experimentName],
                        value: metric.flatMap { run.metrics[$0] }
                    )
                }
            } catch {
                look.failure = error
            }
        }
        return look
    }
}

/// What is measured of all that serves.
private struct HealthLook {
    var services: [Health] = []
    var failure: Failure?

    /// A measure of those of a name, or of all.
    func values(of measure: Measure, _ name: String?) -> RuleWatch.Look {
        let own = services.filter { service in
            name == nil || service.id.name == name || service.deployment?.name == name
        }
        let values = own.map { service in
            var labels = service.labels
            labels["service"] = service.id.name
            labels["deployment"] = service.deployment?.name
            return RuleState.Value(labels: labels, value: service[measure])
        }
        return RuleWatch.Look(values: values, failure: failure)
    }
}
