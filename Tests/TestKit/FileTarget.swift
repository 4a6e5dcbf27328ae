import Client
import Entities
import Foundation
import Synchronization

/// A deploy target whose state is a file, so that it outlives a program that is killed.
///
/// Versions are started and stopped, and requests go to one of them; every call is noted beside it.
public final class FileTarget: DeployTarget, ModelRegistry {
    /// The target.
    public let source: Source
    /// Changes ring.
    public let interval: Duration? = nil

    /// What a call does wrong.
    public enum Fault: Hashable, Sendable {
        /// It fails and has no effect.
        case fails
        /// It has its effect, and fails.
        case failsAfterwards
    }

    /// What serves.
    private struct State: Codable {
        var started: Set<Int> = [1]
        var current: Int? = 1
    }

    private let folder: String
    private let faults = Mutex<[String: Fault]>([:])
    private let unready = Mutex<Set<Int>>([])
    private let broken = Mutex<Set<Int>>([])
    private let isDown = Mutex(false)
    private let called = Mutex<@Sendable () -> Void>({})
    private let bell = Doorbell()
    private let lock = Mutex(())

    /// The target of a folder, which must be there; version 1 serves at first.
    public init(_ folder: String, name: String = "target") {
        self.folder = folder
        source = Source(id: Source.ID(name), kind: "file target", location: folder)
    }

    /// Its only deployment.
    public var deployment: Deployment.ID { Deployment.ID(source: source.id, name: "churn-api") }

    /// A version of its only model.
    public func version(_ number: Int) -> ModelVersion.ID {
        let model = RegisteredModel.ID(source: source.id, name: "churn")
        return ModelVersion.ID(model: model, number: number)
    }

    /// A call of a verb is to go wrong from now on; nil mends it.
    public func set(_ verb: String, _ fault: Fault?) { faults.withLock { $0[verb] = fault } }

    /// A version never becomes ready.
    public func makeUnready(_ version: Int) { unready.withLock { _ = $0.insert(version) } }

    /// A version fails, from now on.
    public func breakDown(_ version: Int) { broken.withLock { _ = $0.insert(version) } }

    /// Does something before each call.
    public func onCall(_ body: @escaping @Sendable () -> Void) { called.withLock { $0 = body } }

    /// Nobody answers, or again.
    public func setDown(_ isDown: Bool) { self.isDown.withLock { $0 = isDown } }

    /// The calls that were made, in their order.
    public var calls: [String] {
        let text = try? String(contentsOfFile: folder + "/calls", encoding: .utf8)
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    /// The version that requests go to.
    public var current: Int? { read().current }

    /// Somebody else changes where requests go.
    public func meddle(_ version: Int) { write { $0.current = version } }

    private func read() -> State {
        lock.withLock { _ in
            let data = FileManager.default.contents(atPath: folder + "/state")
            return data.flatMap { try? JSONDecoder().decode(State.self, from: $0) } ?? State()
        }
    }

    private func write(_ change: (inout State) -> Void) {
        var state = read()
        change(&state)
        lock.withLock { _ in
            let data = try? JSONEncoder().encode(state)
            try? data?.write(to: URL(filePath: folder + "/state"), options: .atomic)
        }
        bell.ring()
    }

    /// Always there.
    public func check() async throws(Failure) -> String { "file" }

    /// Rings when something changes.
    public func changes() -> AsyncStream<Void> { bell.rings() }

    /// Its only deployment.
    public func deployments() async throws(Failure) -> [Deployment] {
        [try await observe(deployment)]
    }

    /// Its only deployment as it is now.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        try answer()
        let state = read()
        let serving = state.started.sorted {
            ($1 == state.current ? 1 : 0, $0) < ($0 == state.current ? 1 : 0, $1)
        }
        return Deployment(
            id: deployment,
            kind: "file target",
            model: "churn",
            registry: source.id.name,
            serving: serving.map { version in
                let isUnready = unready.withLock { $0.contains(version) }
                let isBroken = broken.withLock { $0.contains(version) }
                return Deployment.Serving(
                    version: version,
                    share: version == state.current ? 100 : 0,
                    state: isBroken ? .failed : isUnready ? .progressing : .healthy
                )
            }
        )
    }

    private func answer() throws(Failure) {
        if isDown.withLock({ $0 }) {
            throw Failure(source: source.id, reason: .unreachable("nobody listens"))
        }
    }
}

extension FileTarget {
    /// Starts the version, waits, turns to it, watches it at each share, stops the other.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        try answer()
        let (now, next) = (read().current, order.version?.id.number)
        guard let now, let next, now != next else {
            return Plan(order.change, from: now, steps: [], lock: "churn-api")
        }
        let bakes = order.canary.map { Plan.Step.bake(next, share: $0, for: order.bake) }
        return Plan(
            order.change,
            from: now,
            differences: [.init("model", from: "v\(now)", to: "v\(next)")],
            steps: [Self.start(next), .ready(next, within: order.deadline)] + bakes
                + [Self.turn(from: now, to: next), Self.stop(now)],
            back: [
                Self.start(now), .ready(now, within: order.deadline),
                Self.turn(from: next, to: now),
                Self.stop(next),
            ],
            lock: "churn-api"
        )
    }

    private static func start(_ version: Int) -> Plan.Step {
        step("start", version, "v\(version)", "stopped", "started")
    }

    private static func stop(_ version: Int) -> Plan.Step {
        step("stop", version, "v\(version)", "started", "stopped")
    }

    private static func turn(from before: Int, to after: Int) -> Plan.Step {
        step("turn", after, "requests", "v\(before)", "v\(after)")
    }

    private static func step(
        _ verb: String,
        _ version: Int,
        _ subject: String,
        _ before: String,
        _ after: String
    ) -> Plan.Step {
        Plan.Step(
            .call,
            verb,
            ["version": "\(version)"],
            call: "\(verb) v\(version)",
            subject: subject,
            before: before,
            after: after
        )
    }

    /// Whether a version is started, or which one requests go to.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        try answer()
        if step.verb == "turn" { return read().current.map { "v\($0)" } ?? "none" }
        return read().started.contains(step.version ?? 0) ? "started" : "stopped"
    }

    /// Does it, and notes the call.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        try answer()
        let step = step.step
        called.withLock { $0 }()
        let fault = faults.withLock { $0[step.call] ?? $0[step.verb] }
        note(step.call)
        if fault != .fails {
            let version = step.version ?? 0
            write { state in
                switch step.verb {
                case "start": state.started.insert(version)
                case "stop": state.started.remove(version)
                default: state.current = version
                }
            }
        }
        guard fault == nil else { throw Failure(source: source.id, reason: .status(500)) }
        return Receipt(status: 200)
    }

    private func note(_ call: String) {
        let path = folder + "/calls"
        if !FileManager.default.fileExists(atPath: path) {
            FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        defer { try? file.close() }
        _ = try? file.seekToEnd()
        try? file.write(contentsOf: Data((call + "\n").utf8))
    }
}

extension FileTarget {
    /// Its only model.
    public func models() async throws(Failure) -> [RegisteredModel] {
        [RegisteredModel(id: version(1).model, aliases: ["champion": 1], latest: 9)]
    }

    /// Nine versions, each better than the one before.
    public func versions(
        of model: RegisteredModel.ID?
    ) async throws(Failure) -> [ModelVersion] {
        (1...9).reversed().map { number in
            ModelVersion(id: version(number), metrics: ["val/auc": 0.9 + Double(number) / 100])
        }
    }

    /// Nothing.
    public func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        VersionContent()
    }
}
