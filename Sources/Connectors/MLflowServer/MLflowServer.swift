import Client
import Entities
import Synchronization

/// An MLflow tracking server of version 2 or 3, read through its REST interface.
///
/// The server sorts and filters as far as MLflow can; nesting, and what MLflow cannot express, is
/// answered from an index of the experiment's runs, read page by page behind the first one.
public actor MLflowServer: TrackingStore, Remembering {
    /// The server, without user and password.
    public nonisolated let source: Source
    /// How often to look; a slow server is in truth asked less often.
    public nonisolated let interval: Duration? = .seconds(2)

    /// What its requests need; asked for once, when it is first needed: a secret may take seconds.
    private let access: @Sendable () throws(Failure.Reason) -> HTTPAccess
    private let agent: String
    private var opened: HTTP?
    let bell = Doorbell()
    let budget: Budget
    /// How long an answer of the server costs; what was read is kept twenty times as long.
    var latency = Duration.zero
    let workspace: String?
    let patience: Duration
    /// Whether it has several workspaces; nil while that is not known.
    var hasWorkspaces: Bool?
    /// Whether it is of version 2; nil while that is not known.
    var hasVersion2: Bool?
    var experimentsKnown: Known<[Experiment]>?
    var experimentNames: [String: String] = [:]
    var experimentsUnderWay: Task<Result<[Experiment], Failure>, Never>?
    var listings: [ServerSearch: Listing] = [:]
    var pagesUnderWay: [ServerSearch: Task<Failure?, Never>] = [:]
    var isCounting: Set<ServerSearch> = []
    /// Searches whose pages do not end: they are not counted again.
    var endless: Set<ServerSearch> = []
    var indices: [ServerSearch: RunIndex] = [:]
    var indexing: [ServerSearch: Task<Void, Never>] = [:]
    /// Runs as they were last read, for what is looked at.
    var recent: [String: Known<ServerRun>] = [:]
    /// The ids of runs' models by name.
    var modelsKnown: [String: Known<[String: String]>] = [:]
    var registryKnown: Known<[RegisteredModel]>?
    var versionsKnown: [RegisteredModel.ID?: VersionsKnown] = [:]
    var contentsKnown: [ModelVersion.ID: VersionContent] = [:]
    var knownFields: Set<Field> = []
    var seriesKnown: [MetricSeries: SeriesKnown] = [:]
    var sampling: [String: SampleBatch] = [:]
    var toSample: [String: Set<String>] = [:]
    var gathering: RunBatch?
    var toGather: [String] = []
    /// What was read before is old.
    private nonisolated let forgottenAt = Mutex(ContinuousClock.now)
    private let executor = StoreExecutor()

    /// Something that was read.
    struct Known<Value: Sendable>: Sendable {
        var value: Value
        var at: ContinuousClock.Instant
    }

    /// The server at an address; nothing is asked before the first question.
    ///
    /// A workspace is named only where the server has several; an answer may take as long as
    /// `patience` says.
    public init(
        id: Source.ID,
        access: HTTPAccess,
        budget: Budget,
        workspace: String? = nil,
        patience: Duration = .seconds(30),
        agent: String = "mldeck"
    ) {
        self.init(
            id: id,
            address: access.base,
            budget: budget,
            workspace: workspace,
            patience: patience,
            agent: agent,
            access: { () throws(Failure.Reason) in access }
        )
    }

    /// The server at an address whose secrets are fetched when they are needed.
    public init(
        id: Source.ID,
        address: HTTPAddress,
        budget: Budget,
        workspace: String? = nil,
        patience: Duration = .seconds(30),
        agent: String = "mldeck",
        access: @escaping @Sendable () throws(Failure.Reason) -> HTTPAccess
    ) {
        source = Source(id: id, kind: "MLflow server", location: address.description)
        self.access = access
        self.agent = agent
        self.budget = budget
        self.workspace = workspace
        self.patience = patience
    }

    /// The way to the server.
    func http() throws(Failure.Reason) -> HTTP {
        if let opened { return opened }
        let http = HTTP(try access(), agent: agent)
        opened = http
        return http
    }

    /// The thread of the store.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Asks the server for its version.
    public func check() async throws(Failure) -> String {
        let answer = try await ask(HTTPRequest(.get, "version"))
        let version = String(decoding: answer.prefix(40), as: UTF8.self).trimmed
        guard version.first?.isNumber == true else {
            throw failure(.unsupported(version: "what answers there is no MLflow server"))
        }
        guard ["2", "3"].contains(version.prefix { $0 != "." }) else {
            throw failure(.unsupported(version: "MLflow \(version); versions 2 and 3 are read"))
        }
        return "MLflow \(version)"
    }

    /// Rings when more of the server has been read.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// Takes everything that has been read for old.
    public nonisolated func forget() { forgottenAt.withLock { $0 = .now } }

    /// Whether a person has not asked anew since.
    func isRemembered(_ at: ContinuousClock.Instant) -> Bool { at > forgottenAt.withLock { $0 } }

    /// Whether what was read is still good enough: gentle with a server whose answers cost much.
    func isFresh(_ at: ContinuousClock.Instant) -> Bool {
        guard isRemembered(at) else { return false }
        return ContinuousClock.now - at < max(.milliseconds(1500), min(.seconds(60), latency * 20))
    }

    func failure(_ reason: Failure.Reason) -> Failure { Failure(source: source.id, reason: reason) }
}
