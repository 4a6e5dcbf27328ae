import Client
import Entities
import TestKit
import Testing

/// What no registry keeps: how aliases have moved, here and elsewhere.
@Suite struct AliasMovesTests {
    private let registry = MovingRegistry()

    private var changes: Changes {
        Changes(
            connectors: [registry],
            journal: Journal(MemoryJournal()) { JournalEntry.Actor(user: "ana") },
            permissions: Permissions { _ in nil }
        )
    }

    private func moves(_ changes: Changes) async throws -> [String] {
        try await changes.aliasMoves(of: registry.model).map { move in
            "\(move.alias) \(move.version.map { "v\($0)" } ?? "gone") \(move.by ?? "elsewhere")"
        }
    }

    @Test func whatIsSeenFirstIsNoMove() async throws {
        #expect(try await moves(changes).isEmpty)
    }

    @Test func aMoveMadeElsewhereIsNotedOnce() async throws {
        let changes = changes
        _ = try await moves(changes)
        await registry.set("champion", 12)
        await registry.set("candidate", nil)
        let all = ["champion v12 elsewhere", "candidate gone elsewhere"]
        #expect(try await moves(changes).sorted() == all.sorted())
        #expect(try await moves(changes).count == 2)
        await registry.set("candidate", 14)
        #expect(try await moves(changes).first == "candidate v14 elsewhere")
    }

    @Test func aMoveMadeHereIsToldWithWhoMadeIt() async throws {
        let changes = changes
        _ = try await moves(changes)
        let place = Deployment.ID(source: registry.source.id, name: "churn@champion")
        let version = ModelVersion.ID(model: registry.model, number: 13)
        let change = Change.deploy(version, to: place)
        let hash = try await changes.propose(change).hash
        let word = Confirmation(change: change, hash: hash, how: "test")
        try await changes.begin(word).finished()
        #expect(try await moves(changes) == ["champion v13 ana"])
    }

    @Test func movesOfAllModelsAreNotedAtOnce() async throws {
        let changes = changes
        _ = try await changes.aliasMoves(of: nil)
        await registry.set("champion", 12)
        let all = try await changes.aliasMoves(of: nil)
        #expect(all.map(\.model) == [registry.model] && all.map(\.version) == [12])
    }

    @Test func anotherModelOfTheSameBeginningIsAnother() async throws {
        let changes = changes
        _ = try await moves(changes)
        await registry.set("champion", 12)
        _ = try await moves(changes)
        let other = RegisteredModel.ID(source: registry.source.id, name: "chur")
        #expect(try await changes.aliasMoves(of: other).isEmpty)
    }
}

/// A registry of one model, whose aliases are moved.
private actor MovingRegistry: ModelRegistry, DeployTarget {
    nonisolated let source = Source(id: Source.ID("registry"), kind: "memory", location: "memory")
    nonisolated let interval: Duration? = nil
    private var aliases: [String: Int] = ["champion": 11, "candidate": 13]

    nonisolated var model: RegisteredModel.ID {
        RegisteredModel.ID(source: source.id, name: "churn")
    }

    func set(_ alias: String, _ version: Int?) { aliases[alias] = version }

    func check() async throws(Failure) -> String { "memory" }
    nonisolated func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

    func models() async throws(Failure) -> [RegisteredModel] {
        [RegisteredModel(id: model, aliases: aliases, latest: 14)]
    }

    func versions(of model: RegisteredModel.ID?) async throws(Failure) -> [ModelVersion] {
        (11...14).map { ModelVersion(id: ModelVersion.ID(model: self.model, number: $0)) }
    }

    func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        VersionContent()
    }

    func deployments() async throws(Failure) -> [Deployment] { [] }

    func observe(_ deployment: Deployment.ID) async throws(Failure) -> Deployment {
        Deployment(id: deployment, kind: "alias", model: "churn")
    }

    func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        let (before, after) = ("v\(aliases["champion"] ?? 0)", "v\(order.version?.id.number ?? 0)")
        let step = Plan.Step(
            .call,
            "alias",
            ["version": "\(order.version?.id.number ?? 0)"],
            call: "alias",
            subject: "champion",
            before: before,
            after: after
        )
        return Plan(
            order.change,
            differences: [.init("alias", from: before, to: after)],
            steps: [step],
            lock: "champion"
        )
    }

    func state(of step: Plan.Step) async throws(Failure) -> String {
        "v\(aliases["champion"] ?? 0)"
    }

    func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        aliases["champion"] = step.step.version
        return Receipt()
    }
}
