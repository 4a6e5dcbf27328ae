import Client
import Entities

/// A model server with the repository interface of the Open Inference Protocol: MLServer, Triton.
///
/// Extension `model_repository` of https://github.com/open-inference/open-inference-protocol.
public actor OpenInferenceServer: DeployTarget {
    /// The server, without secrets.
    public nonisolated let source: Source
    /// How often to look.
    public nonisolated let interval: Duration? = .seconds(5)

    private var http: HTTPOnDemand
    let settings: [DeploymentSettings]
    private let patience: Duration
    private let bell = Doorbell()
    private let executor = StoreExecutor()

    /// One entry of the server's model repository.
    struct Entry: Hashable, Sendable {
        var name = ""
        var version = ""
        var state = ""
        var reason = ""

        var isReady: Bool { state == "READY" }
    }

    /// The server at an address, whose secrets are fetched when they are needed.
    ///
    /// Loading a model may take as long as `patience` says.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        deployments: [DeploymentSettings],
        patience: Duration = .seconds(120),
        access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "Open Inference server", location: address.description)
        (settings, self.patience) = (deployments, patience)
        http = HTTPOnDemand(access: access)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Rings when something was loaded or unloaded here.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// Asks the server for its name and version.
    public func check() async throws(Failure) -> String {
        var (name, version) = ("", "")
        try await read(HTTPRequest(.get, "v2")) { reader throws(JSONError) in
            try reader.members { key, reader throws(JSONError) in
                switch key {
                case "name": name = try reader.text() ?? ""
                case "version": version = try reader.text() ?? ""
                default: try reader.skip()
                }
            }
        }
        return "\(name) \(version)".trimmed
    }

    /// Every entry of the repository.
    func index() async throws(Failure) -> [Entry] {
        var entries: [Entry] = []
        let request = HTTPRequest(
            .post,
            "v2/repository/index",
            body: Array("{}".utf8),
            isReading: true
        )
        try await read(request) { reader throws(JSONError) in
            try reader.elements { reader throws(JSONError) in
                entries.append(try Entry(&reader))
            }
        }
        return entries
    }

    /// Whether a model answers: the server's own readiness says nothing of it.
    func isReady(_ entry: String) async throws(Failure) -> Bool {
        let request = HTTPRequest(.get, "v2/models/\(entry.percentEncoded)/ready")
        return try await send(request).status == 200
    }

    /// Loads or unloads an entry.
    func call(_ entry: String, _ verb: String) async throws(Failure) -> Receipt {
        let response = try await send(
            HTTPRequest(
                .post,
                "v2/repository/models/\(entry.percentEncoded)/\(verb)",
                body: Array("{}".utf8),
                patience: patience,
                isReading: false
            )
        )
        bell.ring()
        if let reason = InferenceRefusal.reason(response) { throw failure(reason) }
        return Receipt(status: response.status)
    }

    /// Asks a model for a prediction.
    func infer(_ entry: String, _ body: String) async throws(Failure) -> Receipt {
        let path = "v2/models/\(entry.percentEncoded)/infer"
        let response = try await send(HTTPRequest(.post, path, body: Array(body.utf8)))
        if let reason = InferenceRefusal.reason(response, without: "outputs") {
            throw failure(reason)
        }
        return Receipt(status: response.status, body: Array(body.utf8).sha256)
    }

    private func read(
        _ request: HTTPRequest,
        _ take: (inout JSONReader) throws(JSONError) -> Void
    ) async throws(Failure) {
        let response = try await send(request)
        if let reason = InferenceRefusal.reason(response) { throw failure(reason) }
        do throws(JSONError) {
            try JSONReader.read(response.body, take)
        } catch {
            let detail = "no JSON at byte \(error.place): expected \(error.expected)"
            throw failure(.malformed(where: request.path, detail: detail))
        }
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

extension OpenInferenceServer.Entry {
    fileprivate init(_ reader: inout JSONReader) throws(JSONError) {
        self.init()
        var entry = self
        try reader.members { key, reader throws(JSONError) in
            switch key {
            case "name": entry.name = try reader.text() ?? ""
            case "version": entry.version = try reader.text() ?? ""
            case "state": entry.state = try reader.text() ?? ""
            case "reason": entry.reason = try reader.text() ?? ""
            default: try reader.skip()
            }
        }
        self = entry
    }
}

/// What a model server means by an answer that is not good.
enum InferenceRefusal {
    /// Why an answer is not good, of a traceback its last line; nil where it is.
    static func reason(_ response: HTTPResponse) -> Failure.Reason? {
        guard !(200..<300).contains(response.status) else {
            let detail = "a web page came instead of JSON"
            return response.isWebPage ? .malformed(where: "its answer", detail: detail) : nil
        }
        let words = words(response)
        return switch response.status {
        case 401, 403: .unauthorized
        case 404: .notFound(words.isEmpty ? "such model" : words)
        case _ where !words.isEmpty: .refused(why: words)
        default: .status(response.status)
        }
    }

    /// Why an answer is no prediction, whose values are at a key; nil where it is one.
    static func reason(_ response: HTTPResponse, without key: String) -> Failure.Reason? {
        if let reason = reason(response) { return reason }
        switch JSONValue(response.body)?[key] {
        case nil, .null, .list([]):
            return .malformed(where: "its prediction", detail: "it has no \(key)")
        default: return nil
        }
    }

    private static func words(_ response: HTTPResponse) -> String {
        var message: String?
        try? JSONReader.read(response.body) { reader throws(JSONError) in
            try reader.members { name, reader throws(JSONError) in
                if name == "error" { message = try reader.text() } else { try reader.skip() }
            }
        }
        let text = message ?? String(decoding: response.body.suffix(4000), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        let isPage = text.trimmed.hasPrefix("<")
        return isPage ? "" : String((lines.last { !$0.isEmpty } ?? "").prefix(160))
    }
}
