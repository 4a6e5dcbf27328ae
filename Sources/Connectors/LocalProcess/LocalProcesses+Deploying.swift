import Client
import Entities
import Glibc

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
            case ("start", let version?): return try await start(one, version)
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
        var response = try await http.send(request)
        response.body = response.body.without(environment.secrets)
        if let reason = InferenceRefusal.reason(response, without: "predictions") { throw reason }
        return Receipt(status: response.status, body: Array(body.utf8).sha256)
    }

    private func start(
        _ one: DeploymentSettings,
        _ version: Int
    ) async throws(Failure.Reason) -> Receipt {
        // One that has ended may have left others behind.
        await process(one.name, version)?.end(time)
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
