import Client
import Entities

extension Prometheus {
    /// How long the names of series are taken to stay the same.
    private static let lifetime = Duration.seconds(60)
    /// How far back a rate looks at least, in seconds: four scrapes of the usual 15 s.
    private static let shortest: Int64 = 60

    /// What is measured: one question for each family that there is, and one for what is up.
    public func health(_ question: Healths) async throws(Failure) -> Healths.Answer {
        let window = TimeWindow(
            span: question.span * 1000,
            columns: question.columns,
            until: time.now()
        )
        let names = try await namesThere()
        var look = Look(window: window, names: names)
        look.up = try await targetsUp(&look)
        let services: [Health]
        if let wanted = try await wanted(question) {
            services = try await whole(wanted, &look)
        } else {
            services = try await all(&look)
            known = Dictionary(services.map { ($0.id.name, $0) }) { first, _ in first }
        }
        let warnings = Array(Set(look.warnings)).sorted()
        return Healths.Answer(window: window, services: services, warnings: warnings)
    }

    /// Every service; a family that the server does not answer for is a warning.
    private func all(_ look: inout Look) async throws(Failure) -> [Health] {
        var services: [Health] = []
        for family in families {
            do throws(Failure) {
                services += try await measured(family, nil, &look)
            } catch {
                guard case .refused(let why) = error.reason else { throw error }
                look.warnings.append("\(family.name): \(why)")
            }
        }
        return withoutGeneric(services).named()
    }

    /// One of them, with its versions apart.
    private func whole(_ wanted: Health, _ look: inout Look) async throws(Failure) -> [Health] {
        guard let family = families.first(where: { $0.name == wanted.family }) else { return [] }
        guard var service = try await measured(family, wanted, &look).first else { return [] }
        service.id = wanted.id
        service.versions = try await versions(of: service, family, &look)
        service.budgets = await budgets(of: service, family, look.names, &look.warnings)
        return [service]
    }

    /// What one look has found so far.
    private struct Look {
        let window: TimeWindow
        let names: Set<String>
        /// How many targets of a job answer in each column.
        var up: [String: [Double]] = [:]
        var warnings: [String] = []
    }

    /// The services of a family, in which those that a person set down have their names.
    private func measured(
        _ family: MetricFamily,
        _ wanted: Health?,
        _ look: inout Look
    ) async throws(Failure) -> [Health] {
        let own = Set(monitors.flatMap { $0.labels.keys.map { $0 } })
        let labels = Set(["job"] + family.services).union(own).sorted()
        let matchers = (wanted?.labels ?? [:]).sorted { $0.key < $1.key }.map {
            MetricSelector.Matcher($0.key, .equals, $0.value)
        }
        let known = family.measures(in: look.names)
        let groups = try await lines(known, labels, matchers, &look)
        return groups.filter { group in
            family.services.allSatisfy { !(group.labels[$0] ?? "").isEmpty }
        }.map { health($0, family, look) }
    }

    private func health(_ group: Group, _ family: MetricFamily, _ look: Look) -> Health {
        let monitor = monitors.first { $0.claims(group.labels) }
        let name = family.services.compactMap { group.labels[$0] }.first ?? group.labels["job"]
        var health = Health(
            id: Health.ID(source: source.id, name: monitor?.deployment.name ?? name ?? ""),
            family: family.name,
            deployment: monitor?.deployment,
            labels: group.labels.filter { !$0.value.isEmpty },
            lines: group.lines,
            objectives: monitor?.objectives ?? []
        )
        if health.lines[.ready] == nil { health.lines[.ready] = look.up[group.labels["job"] ?? ""] }
        return health
    }

    /// The lines of each version of a service.
    private func versions(
        of health: Health,
        _ family: MetricFamily,
        _ look: inout Look
    ) async throws(Failure) -> [String: Health.Lines] {
        guard let versions = family.versions else { return [:] }
        let matchers = health.labels.sorted { $0.key < $1.key }.map {
            MetricSelector.Matcher($0.key, .equals, $0.value)
        }
        let known = versions.measures.compactMapValues { $0.known(in: look.names) }
        let groups = try await lines(known, [versions.label], matchers, &look)
        return Dictionary(
            groups.map { ($0.labels[versions.label] ?? "", $0.lines) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Where a family that knows more tells of a job, a generic one says nothing new.
    private func withoutGeneric(_ services: [Health]) -> [Health] {
        let generic = Set(families.filter(\.isGeneric).map(\.name))
        let told = Set(services.filter { !generic.contains($0.family) }.map { $0.labels["job"] })
        return services.filter { !generic.contains($0.family) || !told.contains($0.labels["job"]) }
    }

    /// Measures with the same labels.
    private struct Group {
        let labels: [String: String]
        var lines: Health.Lines
    }

    /// All measures in one question: each is told from the others by a label.
    private func lines(
        _ measures: [Measure: MeasureExpression],
        _ labels: [String],
        _ matchers: [MetricSelector.Matcher],
        _ look: inout Look
    ) async throws(Failure) -> [Group] {
        guard !measures.isEmpty else { return [] }
        let seconds = look.window.step / 1000
        let terms = MeasureExpression.Terms(
            labels: labels,
            matchers: matchers,
            window: max(Self.shortest, seconds + 15)
        )
        let query = Measure.allCases.compactMap { measure in
            measures[measure].map { expression in
                let text = expression.promQL(terms)
                return
                    "label_replace(\(text), \"\(Self.mark)\", \"\(measure.rawValue)\", \"\", \"\")"
            }
        }.joined(separator: " or ")
        let all = try await range(query, look.window, &look.warnings)
        var groups: [[String: String]: Group] = [:]
        for var series in all {
            let word = series.labels.removeValue(forKey: Self.mark) ?? ""
            guard let measure = Measure(rawValue: word) else { continue }
            groups[series.labels, default: Group(labels: series.labels, lines: [:])]
                .lines[measure] = series.values
        }
        return Array(groups.values)
    }

    /// The label that says which measure a series is.
    private static let mark = "mldeck_measure"

    private func targetsUp(_ look: inout Look) async throws(Failure) -> [String: [Double]] {
        let all = try await range("sum by (job) (up)", look.window, &look.warnings)
        return Dictionary(
            all.map { ($0.labels["job"] ?? "", $0.values) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// Puts a range query.
    func range(
        _ query: String,
        _ window: TimeWindow,
        _ warnings: inout [String]
    ) async throws(Failure) -> [PrometheusSeries] {
        var all: [PrometheusSeries] = []
        let told = try await ask(
            "query_range",
            [
                .init("query", query), .init("start", "\(window.start.milliseconds / 1000)"),
                .init("end", "\(window.end.milliseconds / 1000)"),
                .init("step", "\(window.step / 1000)"),
            ]
        ) { reader throws(JSONError) in
            all = try PrometheusSeries.matrix(&reader, window)
        }
        warnings += told
        return all
    }

    /// The one that is asked for; nil where all are.
    private func wanted(_ question: Healths) async throws(Failure) -> Health? {
        guard let id = question.service else { return nil }
        if known[id.name] == nil {
            _ = try await health(Healths(span: question.span, columns: question.columns))
        }
        if let one = known[id.name] { return one }
        throw failure(.notFound("'\(id.name)' among what it measures"))
    }

    /// The names of the families that there are series of.
    private func namesThere() async throws(Failure) -> Set<String> {
        if let names, time.uptime() - names.at < Self.lifetime { return names.known }
        let all = Set(families.flatMap(\.names)).sorted().map(\.escapedInPattern)
        let match = "{__name__=~\"\(all.joined(separator: "|").escapedInPromQL)\"}"
        let start = time.now().milliseconds / 1000 - 3600
        var found: Set<String> = []
        try await ask(
            "label/__name__/values",
            [.init("match[]", match), .init("start", "\(start)")],
            isForm: false
        ) { reader throws(JSONError) in
            try reader.elements { reader throws(JSONError) in
                if let name = try reader.text() { found.insert(name) }
            }
        }
        names = (found, time.uptime())
        return found
    }
}

extension [Health] {
    /// The same with names that are each used once: of two of a name, both tell their job as well.
    fileprivate func named() -> [Health] {
        let counts = Dictionary(grouping: self, by: \.id).mapValues(\.count)
        return map { one in
            guard counts[one.id, default: 0] > 1, let job = one.labels["job"] else { return one }
            var named = one
            named.id.name = "\(one.id.name) \(job)"
            return named
        }
    }
}
