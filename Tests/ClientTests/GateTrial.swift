import Client
import Entities
import Foundation
import TestKit
import Testing

/// Version 13 is to serve where version 12 does: what is known of both, and what gates say of it.
struct GateTrial {
    static let source = Source.ID("registry")
    static let model = RegisteredModel.ID(source: source, name: "churn")
    static let run = Run.ID(source: source, key: "run-13")

    /// The version that is to serve.
    var challenger = ModelVersion(id: ModelVersion.ID(model: model, number: 13), run: run)
    /// The version that serves; nil where none does.
    var champion: ModelVersion? = ModelVersion(id: ModelVersion.ID(model: model, number: 12))
    var registered = RegisteredModel(id: model)
    var signatures: [Int: Signature] = [:]
    var files: [String] = []
    var datasets: [Dataset] = []
    /// A Tuesday.
    var now = "2026-11-24T10:30:00.000Z"
    var runStart = "2026-11-20T10:30:00.000Z"
    var rules = ChangeRules()
    var actor = JournalEntry.Actor(user: "ana", git: "Ana Ng <ana.ng@example.org>")
    var sleep: @Sendable (Duration) async throws -> Void = { _ in
        try await Task.sleep(for: .seconds(3600))
    }
    /// The example that lies beside the version; nil where none does.
    var example: String?
    /// Whether the place can ask one version alone.
    var asksVersions = true
    /// What the registry says in place of an answer.
    var failure: Failure.Reason?

    init() {
        rules.environment = ProcessInfo.processInfo.environment
        rules.offset = { _ in 3600 }
    }

    /// What one gate says.
    func judge(_ gate: String, _ values: [String: [String]] = [:]) async throws -> GateResult {
        let gates = try await propose([GateSettings(gate, values)]).gates
        return try #require(gates.first)
    }

    /// The deployment with the judgement of gates.
    func propose(_ gates: [GateSettings], isGlance: Bool = false) async throws -> Proposal {
        try await changes(gates).propose(change, isGlance: isGlance)
    }

    /// Carries the deployment out, and returns what the journal says then.
    func carryOut(_ gates: [GateSettings]) async throws -> [JournalEntry] {
        let changes = try changes(gates, Permissions { _ in nil })
        let hash = try await changes.propose(change).hash
        try await changes.begin(Confirmation(change: change, hash: hash, how: "test")).finished()
        return try changes.journal.entries(0..<changes.journal.look().count)
    }

    private var change: Change {
        .deploy(challenger.id, to: Deployment.ID(source: Self.source, name: "churn-api"))
    }

    private func changes(
        _ gates: [GateSettings],
        _ permissions: Permissions = .none
    ) throws -> Changes {
        var rules = rules
        rules.gates = gates
        let moment = try #require(Instant(iso8601: now))
        let time = Timekeeper(now: { moment }, sleep: sleep)
        let (world, actor) = (GateWorld(self), actor)
        return Changes(
            connectors: [world],
            journal: Journal(MemoryJournal(), time: time) { actor },
            permissions: permissions,
            rules: rules,
            time: time
        )
    }
}

/// A registry with its runs and files, and a place where its versions serve.
private actor GateWorld: ModelRegistry, RunSource, ArtifactStore, ChangeTarget {
    nonisolated let source = Source(id: GateTrial.source, kind: "memory", location: "memory")
    nonisolated let interval: Duration? = nil
    private let trial: GateTrial

    init(_ trial: GateTrial) { self.trial = trial }

    func check() async throws(Failure) -> String { "memory" }
    nonisolated func changes() -> AsyncStream<Void> { Doorbell().rings() }
    func models() async throws(Failure) -> [RegisteredModel] { [trial.registered] }

    func versions(of model: RegisteredModel.ID?) async throws(Failure) -> [ModelVersion] {
        [trial.challenger] + (trial.champion.map { [$0] } ?? [])
    }

    func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        if let reason = trial.failure { throw Failure(source: source.id, reason: reason) }
        return VersionContent(signature: trial.signatures[version.number])
    }

    func detail(_ question: WholeRun) async throws(Failure) -> RunDetail {
        let run = Run(
            id: question.run,
            experiment: Experiment.ID(source: source.id, key: "1"),
            experimentName: "churn",
            name: "run",
            status: .finished,
            start: Instant(iso8601: trial.runStart),
            end: nil,
            user: "ana"
        )
        return RunDetail(run: run, artifactURI: "", datasets: trial.datasets)
    }

    func files(_ question: Artifacts) async throws(Failure) -> [Artifact] {
        if let reason = trial.failure { throw Failure(source: source.id, reason: reason) }
        return trial.files.map { Artifact(path: $0, isFolder: $0.hasSuffix("/")) }
    }

    func preview(_ question: ArtifactPreview) async throws(Failure) -> ArtifactPreview.Answer {
        guard question.path == "serving_input_example.json", let example = trial.example else {
            throw Failure(source: source.id, reason: .notFound(question.path))
        }
        return ArtifactPreview.Answer(bytes: Array(example.utf8), isCut: false)
    }

    func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        let from = trial.champion?.id.number
        let step = Plan.Step(.call, "set", call: "POST set", subject: "it")
        let check = order.example.flatMap { example in
            trial.asksVersions
                ? Plan.Step(.check, "ask", ["example": example], call: "POST ask") : nil
        }
        let steps = [check, step].compactMap { $0 }
        return Plan(order.change, from: from, steps: steps, lock: "churn-api")
    }

    func state(of step: Plan.Step) async throws(Failure) -> String { step.before }
    func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt { Receipt() }
}
