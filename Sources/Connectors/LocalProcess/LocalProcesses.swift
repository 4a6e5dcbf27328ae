import Client
import Entities
import Foundation
import Glibc

/// Processes on this machine that each serve a version, as `mlflow models serve` does.
///
/// They outlive mldeck and are found again by notes in the state folder: one for each process, and
/// one for each deployment, which tells where requests go.
public actor LocalProcesses: DeployTarget {
    /// This machine.
    public nonisolated let source: Source
    /// How often to look.
    public nonisolated let interval: Duration? = .seconds(5)

    private let folder: String
    private let settings: [DeploymentSettings]
    private let environment: [String: String]
    private let time: Timekeeper
    private let bell = Doorbell()
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

    private func known(_ id: Deployment.ID) throws(Failure) -> DeploymentSettings {
        guard let one = settings.first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return one
    }

    private func deployment(_ one: DeploymentSettings) async -> Deployment {
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
                let said = LocalFile.lastLine(log(one.name, process.version))
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

    private func state(of process: ServedProcess) async -> Deployment.State {
        guard process.isAlive else { return .failed }
        guard let address = HTTPAddress.read("http://127.0.0.1:\(process.port)")?.address else {
            return .unknown
        }
        let http = HTTP(HTTPAccess(base: address), agent: "mldeck")
        let request = HTTPRequest(.get, "ping", patience: .seconds(5))
        let status = try? await http.send(request).status
        return status == 200 ? .healthy : .progressing
    }

    private func failure(_ reason: Failure.Reason) -> Failure {
        Failure(source: source.id, reason: reason)
    }
}

extension LocalProcesses {
    /// Starts the version at a spare port, waits for it, sends requests there, ends the other.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        guard let id = order.change.deployment else {
            throw failure(.refused(why: "a process has neither tags nor descriptions"))
        }
        let one = try known(id)
        switch order.change {
        case .deploy, .rollBack: break
        default: throw failure(.refused(why: "one process serves a version"))
        }
        let (now, next) = (note(one.name)?.version, order.version?.id.number)
        let isSame = now == next && (now.map { isStarted(one.name, $0) } ?? true)
        let start = next.map { Step.start(one, $0, words(one, $0)) }
        let ready = next.map { Plan.Step.ready($0, within: order.deadline) }
        let smoke = next.flatMap { next in order.example.map { Step.smoke(one, next, $0) } }
        let turn = Step.turn(one, from: now, to: next)
        let stop = now.flatMap { $0 == next ? nil : Step.stop(one, $0) }
        let back: [Plan.Step?] = [
            now.map { Step.start(one, $0, words(one, $0)) },
            now.map { .ready($0, within: order.deadline) }, Step.turn(one, from: next, to: now),
            next.flatMap { $0 == now ? nil : Step.stop(one, $0) },
        ]
        return Plan(
            order.change,
            from: now,
            differences: [
                .init(
                    "version",
                    from: now.map { "v\($0)" } ?? "none",
                    to: next.map { "v\($0)" } ?? "none"
                )
            ],
            steps: isSame ? [] : [start, ready, smoke, turn, stop].compactMap { $0 },
            back: isSame ? [] : back.compactMap { $0 },
            lock: "\(source.location) \(one.name)"
        )
    }

    /// The steps of this target.
    private enum Step {
        static func start(_ one: DeploymentSettings, _ version: Int, _ words: String) -> Plan.Step {
            step("start", one, version, call: words, from: "stopped", to: "started")
        }

        static func stop(_ one: DeploymentSettings, _ version: Int) -> Plan.Step {
            let call = "end the process of v\(version)"
            return step("stop", one, version, call: call, from: "started", to: "stopped")
        }

        static func smoke(
            _ one: DeploymentSettings,
            _ version: Int,
            _ example: String
        ) -> Plan.Step {
            Plan.Step(
                .check,
                "invoke",
                ["deployment": one.name, "version": "\(version)", "example": example],
                call: "POST /invocations of v\(version)  with the example"
            )
        }

        static func turn(_ one: DeploymentSettings, from: Int?, to: Int?) -> Plan.Step {
            var arguments = ["deployment": one.name]
            arguments["version"] = to.map { "\($0)" }
            let written = to.map { "v\($0)" } ?? "none"
            return Plan.Step(
                .call,
                "turn",
                arguments,
                call: "send requests of \(one.name) to \(written)",
                subject: "where requests of \(one.name) go",
                before: from.map { "v\($0)" } ?? "none",
                after: written
            )
        }

        private static func step(
            _ verb: String,
            _ one: DeploymentSettings,
            _ version: Int,
            call: String,
            from before: String,
            to after: String
        ) -> Plan.Step {
            Plan.Step(
                .call,
                verb,
                ["deployment": one.name, "version": "\(version)"],
                call: call,
                subject: "the process of \(one.name) v\(version)",
                before: before,
                after: after
            )
        }
    }

    /// Whether a process runs, or which version requests go to.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        let name = step.arguments["deployment"] ?? ""
        if step.verb == "turn" { return note(name).map { "v\($0.version)" } ?? "none" }
        let version = step.arguments["version"].flatMap { Int($0) } ?? 0
        // What has ended by itself is still to be cleared away.
        let isThere = step.verb == "stop" ? process(name, version) != nil : isStarted(name, version)
        return isThere ? "started" : "stopped"
    }

    /// Starts a process, ends one, or notes where requests go.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        let step = step.step
        let version = step.arguments["version"].flatMap { Int($0) }
        let one = settings.first { $0.name == step.arguments["deployment"] }
        guard let one else { throw failure(.notFound("deployment of the step")) }
        defer { bell.ring() }
        do throws(Failure.Reason) {
            switch (step.verb, version) {
            case ("start", let version?): return try start(one, version)
            case ("invoke", let version?):
                return try await invoke(one, version, step.arguments["example"] ?? "")
            case ("turn", let version?):
                guard let process = process(one.name, version) else {
                    throw .refused(why: "there is no process of v\(version)")
                }
                try LocalFile.write(process.jsonLine, to: path(one.name))
            case ("turn", nil): unlink(path(one.name))
            case ("stop", let version?):
                await process(one.name, version)?.end(time)
                unlink(path(one.name, version))
            default: throw .refused(why: "'\(step.verb)' is no step that it knows")
            }
            return Receipt()
        } catch {
            throw failure(error)
        }
    }

    /// Asks the process of a version for a prediction.
    private func invoke(
        _ one: DeploymentSettings,
        _ version: Int,
        _ body: String
    ) async throws(Failure.Reason) -> Receipt {
        guard let process = process(one.name, version),
            let address = HTTPAddress.read("http://127.0.0.1:\(process.port)")?.address
        else { throw .refused(why: "there is no process of v\(version)") }
        let http = HTTP(HTTPAccess(base: address), agent: "mldeck")
        let request = HTTPRequest(.post, "invocations", body: Array(body.utf8))
        let response = try await http.send(request)
        if let reason = InferenceRefusal.reason(response) { throw reason }
        return Receipt(status: response.status, body: Array(body.utf8).sha256)
    }

    private func start(
        _ one: DeploymentSettings,
        _ version: Int
    ) throws(Failure.Reason) -> Receipt {
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw .refused(why: "\(folder) cannot be made: \(String(cString: strerror(errno)))")
        }
        let port = try ServedProcess.sparePort()
        let process = try ServedProcess.start(
            filled(one, version, port: "\(port)"),
            version: version,
            port: port,
            environment: environment,
            log: log(one.name, version)
        )
        try LocalFile.write(process.jsonLine, to: path(one.name, version))
        return Receipt(words: "process \(process.process) at port \(port)")
    }
}

extension LocalProcesses {
    private func filled(_ one: DeploymentSettings, _ version: Int, port: String) -> [String] {
        guard case .process(let words) = one.place else { return [] }
        return words.map { word in
            word.replacing("{model}", with: one.model).replacing("{version}", with: "\(version)")
                .replacing("{port}", with: port)
        }
    }

    private func words(_ one: DeploymentSettings, _ version: Int) -> String {
        filled(one, version, port: "PORT").joined(separator: " ")
    }

    /// A deployment's name as part of a file's.
    private func path(_ name: String, _ version: Int? = nil) -> String {
        folder + "/" + name.percentEncoded + (version.map { "@\($0)" } ?? "") + ".json"
    }

    private func log(_ name: String, _ version: Int) -> String {
        folder + "/" + name.percentEncoded + "@\(version).log"
    }

    private func note(_ name: String) -> ServedProcess? { read(path(name)) }

    private func process(_ name: String, _ version: Int) -> ServedProcess? {
        read(path(name, version))
    }

    private func isStarted(_ name: String, _ version: Int) -> Bool {
        process(name, version)?.isAlive ?? false
    }

    private func read(_ path: String) -> ServedProcess? {
        LocalFile.text(path).flatMap {
            try? JSONDecoder().decode(ServedProcess.self, from: Data($0.utf8))
        }
    }

    /// Every process of a deployment that has not been ended.
    private func processes(of name: String) -> [ServedProcess] {
        let start = name.percentEncoded + "@"
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return all.filter { $0.hasPrefix(start) && $0.hasSuffix(".json") }
            .compactMap { read(folder + "/" + $0) }
    }
}
