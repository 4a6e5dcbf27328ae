import Client
import Entities
import Statistics

/// The metrics page of a model server, read directly: what needs no monitoring server.
public actor Scrape: HealthSource {
    /// The page, without secrets.
    public nonisolated let source: Source
    /// How often to look.
    public nonisolated let interval: Duration? = .seconds(5)

    private let monitors: [MonitorSettings]
    private let families: [MetricFamily]
    private let time: Timekeeper
    private let path: String
    private let patience: Duration
    private var http: HTTPOnDemand
    private let executor = StoreExecutor()
    private var history = ScrapedHistory()
    private var scraped: Duration?

    /// Questions of fewer milliseconds later are answered from the same page.
    private static let shared = Duration.milliseconds(2500)
    /// How far back a rate looks at least, in milliseconds.
    private static let shortest: Int64 = 60_000

    /// The page at an address, whose secrets are fetched when they are needed; an address without a
    /// path has it at `/metrics`.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        monitors: [MonitorSettings] = [],
        families: [MetricFamily] = MetricFamily.all,
        patience: Duration = .seconds(10),
        time: Timekeeper = .system,
        access: @escaping @Sendable (HTTPAddress) throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "metrics page", location: address.description)
        (self.monitors, self.families, self.time) = (monitors, families, time)
        self.patience = patience
        var base = address
        let parts = address.path.split(separator: "/")
        path = parts.last.map(String.init) ?? "metrics"
        base.path = parts.dropLast().map { "/\($0)" }.joined()
        let folder = base
        http = HTTPOnDemand { () throws(Failure.Reason) in try access(folder) }
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// It never rings by itself.
    public nonisolated func changes() -> AsyncStream<Void> { Doorbell().rings() }

    /// Reads the page, and tells the families that its metrics are of.
    public func check() async throws(Failure) -> String {
        try await scrape()
        let known = families.filter { !$0.names.isDisjoint(with: history.names) }.map(\.name)
        return known.isEmpty ? "no known family" : known.joined(separator: ", ")
    }

    /// What was measured since the page was first read.
    public func health(_ question: Healths) async throws(Failure) -> Healths.Answer {
        var trouble: Failure?
        do throws(Failure) {
            try await scrape()
        } catch {
            // What was told before is still worth seeing; a target that never told is not there.
            if history.names.isEmpty { throw error }
            trouble = error
        }
        let window = TimeWindow(
            span: question.span * 1000,
            columns: question.columns,
            until: time.now(),
            // The last page counts.
            beat: 1
        )
        var services = families.flatMap { measured($0, window) }
        services = withoutGeneric(services)
        if let id = question.service {
            services = services.filter { $0.id == id }
            for index in services.indices {
                services[index].versions = versions(of: services[index], window)
            }
        }
        let warnings = [trouble?.message, history.jump].compactMap(\.self)
        return Healths.Answer(window: window, services: services, warnings: warnings)
    }

    private func measured(_ family: MetricFamily, _ window: TimeWindow) -> [Health] {
        let known = family.measures(in: history.names)
        guard !known.isEmpty else { return [] }
        return groups(family.services, of: known).map { labels in
            let monitor = monitors.first { $0.claims(labels) }
            let name = family.services.compactMap { labels[$0] }.first ?? source.id.name
            var health = Health(
                id: Health.ID(source: source.id, name: monitor?.deployment.name ?? name),
                family: family.name,
                deployment: monitor?.deployment,
                labels: labels,
                lines: lines(known, labels, window),
                objectives: monitor?.objectives ?? []
            )
            if health.lines[.ready] == nil {
                health.lines[.ready] = history.answered(window.moments)
            }
            return health
        }
    }

    private func versions(of health: Health, _ window: TimeWindow) -> [String: Health.Lines] {
        guard let versions = families.first(where: { $0.name == health.family })?.versions else {
            return [:]
        }
        let known = versions.measures.compactMapValues { $0.known(in: history.names) }
        var all: [String: Health.Lines] = [:]
        for labels in groups([versions.label], of: known, below: health.labels) {
            let whole = labels.merging(health.labels) { first, _ in first }
            all[labels[versions.label] ?? ""] = lines(known, whole, window)
        }
        return all
    }

    /// The values of some labels that there are series of.
    private func groups(
        _ names: [String],
        of measures: [Measure: MeasureExpression],
        below labels: [String: String] = [:]
    ) -> [[String: String]] {
        guard !names.isEmpty else { return [[:]] }
        let all = Set(measures.values.flatMap(\.names)).flatMap { history.series(of: $0) }
        let own = all.filter { one in labels.allSatisfy { one.name[$0.key] == $0.value } }
        let found = Set(own.map { one in names.map { one.name[$0] } })
        return found.filter { !$0.contains("") }.sorted { $0.lexicographicallyPrecedes($1) }
            .map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    }

    private func lines(
        _ measures: [Measure: MeasureExpression],
        _ labels: [String: String],
        _ window: TimeWindow
    ) -> Health.Lines {
        let scraped = ScrapedMeasures(
            history: history,
            labels: labels,
            moments: window.moments,
            window: max(Self.shortest, window.step + 15_000)
        )
        return measures.mapValues { scraped.values(of: $0).map { $0 ?? .nan } }
    }

    /// Where a family that knows more tells of the target, a generic one says nothing new.
    private func withoutGeneric(_ services: [Health]) -> [Health] {
        let generic = Set(families.filter(\.isGeneric).map(\.name))
        let known = services.filter { !generic.contains($0.family) }
        return known.isEmpty ? services : known
    }
}

extension Scrape {
    /// Reads the page, unless that was done just now.
    private func scrape() async throws(Failure) {
        if let scraped, time.uptime() - scraped < Self.shared { return }
        scraped = time.uptime()
        let request = HTTPRequest(
            .get,
            path,
            headers: [.init("Accept", "text/plain;version=0.0.4")],
            patience: patience
        )
        do throws(Failure.Reason) {
            let response = try await http.client().send(request)
            try take(response)
        } catch {
            history.takeNothing(at: time.now())
            throw Failure(source: source.id, reason: error)
        }
    }

    private func take(_ response: HTTPResponse) throws(Failure.Reason) {
        switch response.status {
        case 200: break
        case 401, 403: throw .unauthorized
        case 404: throw .notFound("such a page")
        case let other: throw .status(other)
        }
        if response.isWebPage {
            throw .malformed(where: path, detail: "a web page came instead of metrics")
        }
        guard let format = ExpositionFormat(contentType: response.header("Content-Type") ?? "")
        else { throw .malformed(where: path, detail: "it comes as protocol buffers") }
        do throws(ExpositionError) {
            try history.take(response.body, as: format, at: time.now())
        } catch {
            throw .malformed(where: "\(path), line \(error.line)", detail: error.description)
        }
    }
}

extension TimeWindow {
    /// The moment of each column, in milliseconds since 1970.
    fileprivate var moments: [Int64] { (0..<columns).map { moment($0).milliseconds } }
}
