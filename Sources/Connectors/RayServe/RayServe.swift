import Client
import Entities

/// A Ray cluster whose applications are deployed by their configuration.
///
/// Serve's REST interface, `PUT /api/serve/applications/`, takes the whole configuration, and
/// deletes what it does not hold: so it is read, changed in one place, and written back.
public actor RayServe: DeployTarget {
    /// The cluster's dashboard, without secrets.
    public nonisolated let source: Source
    /// How often to look.
    public nonisolated let interval: Duration? = .seconds(5)

    private var http: HTTPOnDemand
    let settings: [DeploymentSettings]
    private let patience: Duration
    let bell = Doorbell()
    private let executor = StoreExecutor()

    private static let path = "api/serve/applications/"

    /// The cluster at an address, whose secrets are fetched when they are needed.
    ///
    /// An answer may take as long as `patience` says.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        deployments: [DeploymentSettings],
        patience: Duration = .seconds(60),
        access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "Ray Serve", location: address.description)
        (settings, self.patience) = (deployments, patience)
        http = HTTPOnDemand(access: access)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Rings when something was written here.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// Asks the cluster for its version.
    public func check() async throws(Failure) -> String {
        let answer = try await json(HTTPRequest(.get, "api/version"))
        return "Ray " + (answer["ray_version"]?.text ?? "")
    }

    /// Everything that the cluster says of its applications.
    func status() async throws(Failure) -> JSONValue {
        let status = try await json(HTTPRequest(.get, Self.path, patience: patience))
        guard status["applications"] != nil else {
            throw failure(.malformed(where: Self.path, detail: "there is no 'applications' in it"))
        }
        return status
    }

    /// Writes a whole configuration.
    func put(_ configuration: JSONValue) async throws(Failure) -> Receipt {
        let body = configuration.bytes
        let request = HTTPRequest(
            .put,
            Self.path,
            body: body,
            patience: patience,
            isReading: false
        )
        let response = try await send(request)
        bell.ring()
        if let reason = InferenceRefusal.reason(response) { throw failure(reason) }
        return Receipt(status: response.status, body: body.sha256)
    }

    private func json(_ request: HTTPRequest) async throws(Failure) -> JSONValue {
        let response = try await send(request)
        if let reason = InferenceRefusal.reason(response) { throw failure(reason) }
        guard let value = JSONValue(response.body) else {
            throw failure(.malformed(where: request.path, detail: "it is no JSON"))
        }
        return value
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
