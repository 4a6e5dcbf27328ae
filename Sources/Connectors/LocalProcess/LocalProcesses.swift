import Client
import Entities

/// Processes on this machine that each serve a version, as `mlflow models serve` does.
///
/// They outlive mldeck and are found again by notes in the state folder: one for each process, and
/// one for each deployment, which tells where requests go.
public actor LocalProcesses: DeployTarget {
    /// This machine.
    public nonisolated let source: Source
    /// How often to look.
    public nonisolated let interval: Duration? = .seconds(5)

    let folder: String
    let settings: [DeploymentSettings]
    let environment: [String: String]
    let time: Timekeeper
    let bell = Doorbell()
    private let executor = StoreExecutor()

    /// Deployments whose notes and logs lie in a folder.
    ///
    /// The processes have this environment; where it has no `MLFLOW_TRACKING_URI` the registry's
    /// address of the settings is taken.
    public init(
        id: Source.ID,
        folder: String,
        deployments: [DeploymentSettings],
        environment: [String: String],
        time: Timekeeper = .system
    ) {
        source = Source(id: id, kind: "local processes", location: folder)
        (self.folder, self.time) = (folder, time)
        (settings, self.environment) = (deployments, environment)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Rings when a process was started or ended here.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// What it is.
    public func check() async throws(Failure) -> String { "\(settings.count) deployments" }

    /// What is set down.
    public func deployments() async throws(Failure) -> [Deployment] {
        var all: [Deployment] = []
        for one in settings { all.append(await deployment(one)) }
        return all
    }

    /// A deployment, and whether its processes answer.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        await deployment(try known(id))
    }

    func known(_ id: Deployment.ID) throws(Failure) -> DeploymentSettings {
        guard let one = settings.first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return one
    }

    func deployment(_ one: DeploymentSettings) async -> Deployment {
        var deployment = one.deployment(
            "local process",
            cannot: [
                .canary: "a port belongs to one process", .scale: "one process serves a version",
            ]
        )
        let current = note(one.name)
        for process in processes(of: one.name) {
            let isCurrent = process == current
            let state = await state(of: process)
            var serving = Deployment.Serving(version: process.version, state: state)
            serving.share = isCurrent ? 100 : 0
            deployment.serving.append(serving)
            if state == .failed {
                let path = log(one.name, process.version)
                let said = LocalFile.lastLine(path, without: environment.secrets)
                deployment.message = "v\(process.version) has ended: \(said)"
            }
        }
        deployment.serving.sort { ($1.share ?? 0, $1.version) < ($0.share ?? 0, $0.version) }
        deployment.state =
            current == nil ? .absent : deployment.serving.first?.state ?? .failed
        deployment.since = current.map { Instant(milliseconds: $0.since) }
        deployment.address = current.map { "http://127.0.0.1:\($0.port)/invocations" } ?? ""
        return deployment
    }

    func state(of process: ServedProcess) async -> Deployment.State {
        guard process.isAlive else { return .failed }
        guard let address = HTTPAddress.read("http://127.0.0.1:\(process.port)")?.address else {
            return .unknown
        }
        let http = HTTP(HTTPAccess(base: address), agent: "mldeck")
        let request = HTTPRequest(.get, "ping", patience: .seconds(5))
        let status = try? await http.send(request).status
        return status == 200 ? .healthy : .progressing
    }

    func failure(_ reason: Failure.Reason) -> Failure {
        Failure(source: source.id, reason: reason)
    }
}
