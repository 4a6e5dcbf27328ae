import Client
import Entities

/// A server that answers Prometheus's questions: Prometheus, VictoriaMetrics, Thanos, Mimir.
///
/// https://prometheus.io/docs/prometheus/latest/querying/api/
public actor Prometheus: HealthSource {
    /// The server, without secrets.
    public nonisolated let source: Source
    /// How often to look: as often as such servers scrape unless told.
    public nonisolated let interval: Duration? = .seconds(15)

    let monitors: [MonitorSettings]
    let families: [MetricFamily]
    let time: Timekeeper
    private let patience: Duration
    private var http: HTTPOnDemand
    private let executor = StoreExecutor()
    /// The names that there were when it was last asked, and when that was.
    var names: (known: Set<String>, at: Duration)?
    /// What was measured last, by its name.
    var known: [String: Health] = [:]

    /// The server at an address, whose secrets are fetched when they are needed.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        monitors: [MonitorSettings] = [],
        families: [MetricFamily] = MetricFamily.all,
        patience: Duration = .seconds(10),
        time: Timekeeper = .system,
        access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "Prometheus", location: address.description)
        (self.monitors, self.families, self.time) = (monitors, families, time)
        self.patience = patience
        http = HTTPOnDemand(access: access)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// It never rings by itself.
    public nonisolated func changes() -> AsyncStream<Void> { Doorbell().rings() }

    /// Asks the server for its version; one that does not tell is asked whether it answers.
    public func check() async throws(Failure) -> String {
        var version = ""
        do {
            try await ask("status/buildinfo", []) { reader throws(JSONError) in
                try reader.members { key, reader throws(JSONError) in
                    if key == "version" { version = try reader.text() ?? "" }
                }
            }
            return version
        } catch {
            guard case .notFound = error.reason else { throw error }
            try await ask("query", [HTTPRequest.Parameter("query", "1")]) { _ throws(JSONError) in }
            return "of no told version"
        }
    }

    /// Puts a question, and reads the `data` of the answer; returns its warnings.
    @discardableResult
    func ask(
        _ path: String,
        _ parameters: [HTTPRequest.Parameter],
        isForm: Bool = true,
        _ body: (inout JSONReader) throws(JSONError) -> Void
    ) async throws(Failure) -> [String] {
        let request =
            parameters.isEmpty || !isForm
            ? HTTPRequest(.get, "api/v1/\(path)", query: parameters, patience: patience)
            : HTTPRequest(
                .post,
                "api/v1/\(path)",
                headers: [.init("Content-Type", "application/x-www-form-urlencoded")],
                body: Array(parameters.form.utf8),
                patience: patience,
                isReading: true
            )
        let response = try await send(request)
        var answer = PrometheusAnswer()
        do throws(JSONError) {
            try answer.read(response.body, body)
        } catch {
            let detail =
                response.isWebPage
                ? "a web page came instead of JSON; the address may lack the server's path"
                : "no JSON at byte \(error.place): expected \(error.expected)"
            throw failure(
                PrometheusAnswer.reason(response.status)
                    ?? .malformed(where: request.path, detail: detail)
            )
        }
        if let reason = answer.reason(response.status) { throw failure(reason) }
        return answer.warnings + [clockWarning(response)].compactMap(\.self)
    }

    /// What is said of a clock that goes wrong by more than a minute, here or there.
    private func clockWarning(_ response: HTTPResponse) -> String? {
        guard let date = response.date else { return nil }
        let ahead = date.milliseconds(since: time.now()) / 1000
        guard abs(ahead) > 60 else { return nil }
        let minutes = abs(ahead) / 60
        return "its clock is \(minutes) min \(ahead > 0 ? "ahead of" : "behind") this machine's"
    }

    private func send(_ request: HTTPRequest) async throws(Failure) -> HTTPResponse {
        do throws(Failure.Reason) {
            return try await http.client().send(request)
        } catch {
            throw failure(error)
        }
    }

    func failure(_ reason: Failure.Reason) -> Failure { Failure(source: source.id, reason: reason) }
}
