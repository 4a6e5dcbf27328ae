import Client
import Entities

/// Prometheus's Alertmanager: what fires, who is told, and what is silenced.
///
/// Version 2 of its interface:
/// https://github.com/prometheus/alertmanager/blob/main/api/v2/openapi.yaml
public actor Alertmanager: AlertSource {
    /// The server, without secrets.
    public nonisolated let source: Source
    /// How often to look: as often as such servers group what fires, at most.
    public nonisolated let interval: Duration? = .seconds(10)

    let time: Timekeeper
    private var http: HTTPOnDemand
    private let patience: Duration
    private let bell = Doorbell()
    private let executor = StoreExecutor()

    /// The server at an address, whose secrets are fetched when they are needed.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        patience: Duration = .seconds(10),
        time: Timekeeper = .system,
        access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "Alertmanager", location: address.description)
        (self.patience, self.time) = (patience, time)
        http = HTTPOnDemand(access: access)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Rings when a silence was made or ended here.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// Asks the server for its version.
    public func check() async throws(Failure) -> String {
        let status = try await json(HTTPRequest(.get, "api/v2/status", patience: patience))
        guard let version = status["versionInfo"]?["version"]?.text else {
            let detail = "its status has no versionInfo"
            throw failure(.malformed(where: "api/v2/status", detail: detail))
        }
        return version
    }

    /// What fires, by the groups that people are told of, and the silences.
    public func alerts() async throws(Failure) -> Alerts.Answer {
        let silences = try await silences()
        let groups = try await json(
            HTTPRequest(.get, "api/v2/alerts/groups", patience: patience)
        )
        let lost = silences.lost + groups.elements.count { $0["alerts"] == nil }
        var alerts: [String: Alert] = [:]
        var unread = 0
        for group in groups.elements {
            for value in group["alerts"]?.elements ?? [] {
                guard let (key, alert) = Alert.read(value, source.id, group) else {
                    unread += 1
                    continue
                }
                alerts[key, default: alert].merge(alert)
            }
        }
        let damaged = lost + unread
        return Alerts.Answer(
            alerts: alerts.values.sorted { $0.id < $1.id },
            silences: silences.read,
            warnings: damaged > 0 ? ["\(damaged) of its records cannot be read"] : []
        )
    }

    /// Every silence that it keeps, and how many cannot be read.
    func silences() async throws(Failure) -> (read: [Silence], lost: Int) {
        let all = try await json(HTTPRequest(.get, "api/v2/silences", patience: patience)).elements
        let read = all.compactMap { Silence($0, source.id) }
        return (read.sorted { ($0.end, $0.id) < ($1.end, $1.id) }, all.count - read.count)
    }

    /// Makes or changes a silence; returns its id.
    func post(_ body: JSONValue) async throws(Failure) -> (id: String, receipt: Receipt) {
        let bytes = Array(body.jsonLine.utf8)
        let answer = try await json(
            HTTPRequest(.post, "api/v2/silences", body: bytes, patience: patience)
        )
        bell.ring()
        return (answer["silenceID"]?.text ?? "", Receipt(status: 200, body: bytes.sha256))
    }

    /// Ends a silence.
    func expire(_ key: String) async throws(Failure) -> Receipt {
        let path = "api/v2/silence/\(key.percentEncoded)"
        let response = try await send(HTTPRequest(.delete, path, patience: patience))
        bell.ring()
        return Receipt(status: response.status)
    }

    private func json(_ request: HTTPRequest) async throws(Failure) -> JSONValue {
        let response = try await send(request)
        if let value = JSONValue(response.body) { return value }
        let detail =
            response.isWebPage
            ? "a web page came instead of JSON; the address may lack the server's path"
            : "no JSON came"
        throw failure(.malformed(where: request.path, detail: detail))
    }

    private func send(_ request: HTTPRequest) async throws(Failure) -> HTTPResponse {
        do throws(Failure.Reason) {
            let response = try await http.client().send(request)
            if let reason = response.refusal { throw reason }
            return response
        } catch {
            throw failure(error)
        }
    }

    func failure(_ reason: Failure.Reason) -> Failure { Failure(source: source.id, reason: reason) }
}

extension HTTPResponse {
    /// Why the answer is not good; nil where it is.
    fileprivate var refusal: Failure.Reason? {
        guard !(200..<300).contains(status) else { return nil }
        let value = JSONValue(body)
        // Its own words are a text, or an object with one.
        let words = value?.text ?? value?["message"]?.text ?? ""
        return switch status {
        case 401, 403: .unauthorized
        case 404: .notFound(words.isEmpty ? "such a thing" : words)
        case 400..<500 where !words.isEmpty: .refused(why: words)
        default: .status(status)
        }
    }
}
