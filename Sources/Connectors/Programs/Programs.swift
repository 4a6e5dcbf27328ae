import Client
import Entities
import Synchronization

/// Programs that deploy: kubectl, a CI system, a script; each an argv of the configuration, in
/// which `{model}`, `{version}`, `{from}` and `{deployment}` are replaced.
///
/// `status` prints what serves as one JSON object: `version`, or `traffic` with percent by version;
/// `ready` (true where it is left out), `failed`, `message`. Lines of JSON that `apply` prints,
/// `{"phase": …, "pct": …, "msg": …}`, are shown as its progress, any other line as it is.
public actor Programs: DeployTarget {
    /// The programs of a folder.
    public nonisolated let source: Source
    /// How often to look: each look starts programs.
    public nonisolated let interval: Duration? = .seconds(15)

    private let folder: String
    private let settings: [DeploymentSettings]
    private let environment: [String: String]
    private let time: Timekeeper
    /// What a program under way has said last, by deployment.
    private nonisolated let said = Mutex<[String: String]>([:])
    /// What the last program that changed something printed, by deployment.
    private nonisolated let printed = Mutex<[String: [String]]>([:])
    /// As many lines of it are kept.
    private static let mostLines = 200
    private let bell = Doorbell()
    private let executor = StoreExecutor()

    /// How long `plan` and `status` may take, and `apply`.
    private static let (patience, longPatience) = (Duration.seconds(30), Duration.seconds(1800))

    /// Deployments whose programs are started in a folder, with what they name of an environment.
    public init(
        id: Source.ID,
        folder: String,
        deployments: [DeploymentSettings],
        environment: [String: String],
        time: Timekeeper = .system
    ) {
        source = Source(id: id, kind: "programs", location: folder)
        (self.folder, self.time) = (folder, time)
        (settings, self.environment) = (deployments, environment)
    }

    /// The thread of the connector.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Rings when a program has said something.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }

    /// What it is.
    public func check() async throws(Failure) -> String { "\(settings.count) deployments" }

    /// What is set down; one whose program fails says so itself.
    public func deployments() async throws(Failure) -> [Deployment] {
        var all: [Deployment] = []
        for one in settings {
            do throws(Failure) {
                all.append(try await deployment(one))
            } catch {
                var unknown = one.deployment("program", cannot: Self.cannot)
                unknown.message = error.reason.sentence
                all.append(unknown)
            }
        }
        return all
    }

    /// A deployment as its program tells of it now.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        try await deployment(try known(id))
    }

    private static let cannot: [Ability: String] = [
        .canary: "the program itself splits the traffic, where anybody does",
        .scale: "the program itself scales",
    ]

    private func known(_ id: Deployment.ID) throws(Failure) -> DeploymentSettings {
        guard let one = settings.first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return one
    }

    private func deployment(_ one: DeploymentSettings) async throws(Failure) -> Deployment {
        var deployment = one.deployment("program", cannot: Self.cannot)
        let lines = try await run(one.commands?.status ?? [], one, nil, nil, Self.patience)
        guard let status = JSONValue(Array(lines.joined(separator: "\n").utf8)) else {
            throw failure(.malformed(where: "status of \(one.name)", detail: "it is no JSON"))
        }
        deployment.serving = ProgramStatus(status).serving
        deployment.state = deployment.serving.first?.state ?? .absent
        let message = String((status["message"]?.text ?? "").prefix(160))
        deployment.message = said.withLock { $0[one.name] } ?? message
        deployment.output = printed.withLock { $0[one.name] } ?? []
        return deployment
    }

    /// Runs a program to its end and returns what it printed; throws where it fails.
    private func run(
        _ words: [String],
        _ one: DeploymentSettings,
        _ version: Int?,
        _ from: Int?,
        _ patience: Duration,
        line: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(Failure) -> [String] {
        let values = [
            "{model}": one.model, "{deployment}": one.name,
            "{version}": version.map { "\($0)" } ?? "", "{from}": from.map { "\($0)" } ?? "",
        ]
        let filled = words.map { word in
            values.reduce(word) { $0.replacing($1.key, with: $1.value) }
        }
        let names = one.commands?.environment ?? []
        var program = Program(
            filled,
            in: folder,
            environment: environment.passed(names),
            patience: patience
        )
        program.secrets = names.compactMap { environment[$0] }.filter { $0.count > 3 }
        let end: Program.End
        do throws(Program.Problem) {
            end = try await program.run(time: time, line: line)
        } catch {
            throw failure(.refused(why: error.sentence))
        }
        guard end.code == 0 else {
            let last = (end.lines.last { !$0.trimmed.isEmpty } ?? "").prefix(160)
            throw failure(.refused(why: "\(program.name) ended with \(end.code): \(last)"))
        }
        return end.lines
    }

    private func failure(_ reason: Failure.Reason) -> Failure {
        Failure(source: source.id, reason: reason)
    }
}

extension Programs {
    /// Applies the version and waits for it; the way back is the other program, or the same.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        guard let id = order.change.deployment else {
            throw failure(.refused(why: "a program has neither tags nor descriptions"))
        }
        let one = try known(id)
        guard case .deploy = order.change, let next = order.version?.id.number else {
            return try await goBack(one, order)
        }
        let now = try await deployment(one).version
        var differences = [Plan.Difference("version", from: written(now), to: written(next))]
        if let words = one.commands?.plan, !words.isEmpty {
            let lines = try await run(words, one, next, now, Self.patience)
            differences += lines.prefix(20).map {
                .init("plan", from: "", to: String($0.prefix(300)))
            }
        }
        return plan(one, order, from: now, to: next, "apply", differences)
    }

    private func goBack(
        _ one: DeploymentSettings,
        _ order: ChangeOrder
    ) async throws(Failure) -> Plan {
        guard case .rollBack = order.change, let next = order.version?.id.number else {
            throw failure(.refused(why: "its program deploys versions, and nothing else"))
        }
        let now = try await deployment(one).version
        let differences = [Plan.Difference("version", from: written(now), to: written(next))]
        return plan(one, order, from: now, to: next, "rollback", differences)
    }

    private func plan(
        _ one: DeploymentSettings,
        _ order: ChangeOrder,
        from now: Int?,
        to next: Int,
        _ verb: String,
        _ differences: [Plan.Difference]
    ) -> Plan {
        let back = now.map { now -> [Plan.Step] in
            [step("rollback", one, from: next, to: now), .ready(now, within: order.deadline)]
        }
        let isSame = now == next
        return Plan(
            order.change,
            from: now,
            differences: differences,
            steps: isSame
                ? []
                : [step(verb, one, from: now, to: next), .ready(next, within: order.deadline)],
            back: isSame ? [] : back ?? [],
            lock: "\(source.location) \(one.name)"
        )
    }

    private func step(
        _ verb: String,
        _ one: DeploymentSettings,
        from before: Int?,
        to after: Int
    ) -> Plan.Step {
        let words = one.commands?.words(verb) ?? []
        let call = words.map { word in
            word.replacing("{version}", with: "\(after)").replacing("{model}", with: one.model)
                .replacing("{deployment}", with: one.name)
                .replacing("{from}", with: before.map { "\($0)" } ?? "")
        }
        var arguments = ["deployment": one.name, "version": "\(after)"]
        arguments["from"] = before.map { "\($0)" }
        return Plan.Step(
            .call,
            verb,
            arguments,
            call: call.joined(separator: " "),
            subject: "the version of \(one.name)",
            before: written(before),
            after: written(after)
        )
    }

    private func written(_ version: Int?) -> String { version.map { "v\($0)" } ?? "none" }

    /// The version that serves.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        let id = Deployment.ID(source: source.id, name: step.arguments["deployment"] ?? "")
        return written(try await deployment(try known(id)).version)
    }

    /// Runs a program; what it says is shown meanwhile.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        let step = step.step
        let id = Deployment.ID(source: source.id, name: step.arguments["deployment"] ?? "")
        let one = try known(id)
        guard let words = one.commands?.words(step.verb) else {
            throw failure(.refused(why: "'\(step.verb)' is no step that it knows"))
        }
        defer {
            said.withLock { $0[one.name] = nil }
            bell.ring()
        }
        let name = one.name
        printed.withLock { $0[name] = [] }
        let lines = try await run(
            words,
            one,
            step.arguments["version"].flatMap { Int($0) },
            step.arguments["from"].flatMap { Int($0) },
            Self.longPatience,
            // At once and in order: what comes late would stand there for ever.
            line: { [weak self] line in self?.note(line, of: name) }
        )
        let last = lines.last { !$0.trimmed.isEmpty } ?? ""
        return Receipt(status: 0, words: ProgramStatus.progress(last))
    }

    private nonisolated func note(_ line: String, of deployment: String) {
        said.withLock { $0[deployment] = ProgramStatus.progress(line) }
        printed.withLock { all in
            let kept = (all[deployment] ?? []).suffix(Self.mostLines - 1)
            all[deployment] = kept + [String(line.prefix(1000))]
        }
        bell.ring()
    }
}

extension DeploymentSettings {
    fileprivate var commands: Commands? {
        if case .commands(let commands) = place { commands } else { nil }
    }
}

extension DeploymentSettings.Commands {
    fileprivate func words(_ verb: String) -> [String]? {
        switch verb {
        case "apply": apply
        case "rollback": rollback.isEmpty ? apply : rollback
        default: nil
        }
    }
}

/// What a program's `status` tells.
private struct ProgramStatus {
    let serving: [Deployment.Serving]

    init(_ status: JSONValue) {
        let isFailed = status["failed"] == .truth(true)
        let isReady = status["ready"] != .truth(false)
        let state: Deployment.State = isFailed ? .failed : isReady ? .healthy : .progressing
        let shares = (status["traffic"]?.members ?? [:]).compactMap { key, value in
            Int(key).flatMap { version in
                value.integer.map {
                    Deployment.Serving(version: version, share: Int($0), state: state)
                }
            }
        }
        let version = status["version"]?.text.flatMap { Int($0.drop { $0 == "v" }) }
        serving =
            shares.isEmpty
            ? version.map { [Deployment.Serving(version: $0, state: state)] } ?? []
            : shares.sorted { ($1.share ?? 0, $1.version) < ($0.share ?? 0, $0.version) }
    }

    /// A line of progress in words.
    static func progress(_ line: String) -> String {
        guard line.hasPrefix("{"), let value = JSONValue(Array(line.utf8)) else {
            return String(line.prefix(160))
        }
        let percent = value["pct"]?.number.map { "\(Int(min(max($0, 0), 100))) %" }
        let words = [value["phase"]?.text, percent, value["msg"]?.text].compactMap { $0 }
        return String(words.joined(separator: " ").prefix(160))
    }
}
