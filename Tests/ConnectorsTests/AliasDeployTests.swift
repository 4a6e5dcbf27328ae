import Client
import Connectors
import Entities
import Foundation
import SQLite
import TestKit
import Testing

/// An alias of the tests' own, and a tag, in a registry that holds what the fixtures do.
private struct RegistryTrial {
    let registry: any DeployTarget & TrackingStore
    let rehearsal: Rehearsal

    /// A model whose name is hard to write.
    static let strange = "Kä$e 'n \"wein\""
    static let (alias, key) = ("mldeck-test", "mldeck test/ü.1")
    static let value = "it's $HOME; `x` \"quoted\" \\ 日本\n$(rm -rf /)"

    init(_ registry: any DeployTarget & TrackingStore) {
        self.registry = registry
        rehearsal = Rehearsal([registry])
    }

    func version(_ number: Int, of name: String = "churn") -> ModelVersion.ID {
        let model = RegisteredModel.ID(source: registry.source.id, name: name)
        return ModelVersion.ID(model: model, number: number)
    }

    func place(of name: String = "churn") -> Deployment.ID {
        Deployment.ID(source: registry.source.id, name: "\(name)@\(Self.alias)")
    }

    func deploy(_ number: Int, of name: String = "churn") async throws {
        let change = Change.deploy(version(number, of: name), to: place(of: name))
        let rollout = try await rehearsal.make(change)
        #expect(rollout.phase == .done, "\(rollout.last?.what ?? "")")
    }

    func goBack(of name: String = "churn") async throws {
        let rollout = try await rehearsal.goBack(try await registry.observe(place(of: name)))
        #expect(rollout.phase == .done, "\(rollout.last?.what ?? "")")
    }

    func current(of name: String = "churn") async throws -> Int? {
        try await registry.observe(place(of: name)).version
    }

    func run() async throws -> Run.ID {
        let order = try await registry.order(Runs(experiments: nil))
        return try #require(try await order.rows(0..<1, columns: .these([])).first).id
    }

    /// Gives everything that can have one a tag, or takes it away.
    func tag(_ value: String?) async throws {
        let strange = version(1, of: Self.strange)
        for owner in [.run(try await run()), .model(strange.model), .version(strange)] as [TagOwner]
        {
            let change = Change.tag(owner, key: Self.key, value: value)
            let rollout = try await rehearsal.make(change)
            #expect(rollout.phase == .done, "\(rollout.last?.what ?? "")")
            #expect(try await rehearsal.changes.propose(change).plan.steps.isEmpty)
        }
    }

    /// The alias moves, goes back, and back once more, to none.
    func checkTheWayBack() async throws {
        try await deploy(11)
        try await deploy(12)
        #expect(try await current() == 12)
        for before in [11, nil] {
            try await goBack()
            #expect(try await current() == before)
        }
    }

    /// Who sees a plan before somebody else moves the alias does not carry it out.
    func checkWhatSomebodyElseMoved() async throws {
        let word = try await rehearsal.confirm(.deploy(version(11), to: place()))
        try await RegistryTrial(registry).deploy(10)
        await #expect(throws: Failure.self) { try await rehearsal.carryOut(word) }
        #expect(try await current() == 10)
        #expect(try rehearsal.entries().allSatisfy { $0.action != .apply })
        let none = try await rehearsal.make(.rollBack(place(), to: nil))
        #expect(none.phase == .done)
    }

    /// MLflow's own client reads alias and tags as they were written, and finds none afterwards.
    func checkThatMLflowReads(_ python: String, _ uri: String) async throws {
        try await deploy(1, of: Self.strange)
        try await tag(Self.value)
        let words = [uri, Self.strange, Self.alias, Self.key, try await run().key]
        let seen = try await mlflow(python, words)
        #expect(seen == [.text("1"), .text(Self.value), .text(Self.value), .text(Self.value)])
        try await goBack(of: Self.strange)
        try await tag(nil)
        #expect(try await mlflow(python, words) == [.null, .null, .null, .null])
    }

    /// Texts that MLflow's own client reads: the alias, and the tag of model, version and run.
    private func mlflow(_ python: String, _ words: [String]) async throws -> [JSONValue] {
        let script = """
            import json, sys, mlflow
            uri, name, alias, key, run = sys.argv[1:]
            client = mlflow.MlflowClient(uri, uri)
            model = client.get_registered_model(name)
            tags = [model.tags, client.get_model_version(name, "1").tags]
            tags.append(client.get_run(run).data.tags)
            print(json.dumps([model.aliases.get(alias)] + [one.get(key) for one in tags]))
            """
        let program = Program(
            [python, "-c", script] + words,
            in: NSTemporaryDirectory(),
            environment: ProcessInfo.processInfo.environment,
            patience: .seconds(300)
        )
        let end = try await program.run()
        let last = try #require(end.lines.last { $0.hasPrefix("[") }, "\(end.lines)")
        return JSONValue(Array(last.utf8))?.elements.map { $0.text.map { .text($0) } ?? $0 } ?? []
    }
}

/// In the suite of the servers, in which nothing else reads or writes meanwhile.
extension MLflowServerTests {
    /// Takes the alias away whatever has happened.
    private func onServer(
        _ server: MLflowServers,
        _ body: (RegistryTrial) async throws -> Void
    ) async throws {
        let trial = RegistryTrial(try server.store())
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(trial))
        } catch {
            result = .failure(error)
        }
        for name in ["churn", RegistryTrial.strange] where try await trial.current(of: name) != nil
        {
            _ = try await trial.rehearsal.make(.rollBack(trial.place(of: name), to: nil))
        }
        try result.get()
    }

    @Test(arguments: MLflowServers.open)
    func aliasesKeepTheContractOfTargets(_ server: MLflowServers) async throws {
        try await onServer(server) { trial in
            try await checkDeployTarget(
                trial.registry,
                deploying: trial.version(11),
                to: trial.place()
            )
        }
    }

    @Test(arguments: MLflowServers.open)
    func anAliasMovesAndGoesBackToNone(_ server: MLflowServers) async throws {
        try await onServer(server) { try await $0.checkTheWayBack() }
    }

    @Test(arguments: MLflowServers.open)
    func anAliasThatSomebodyElseMovedIsLeft(_ server: MLflowServers) async throws {
        try await onServer(server) { try await $0.checkWhatSomebodyElseMoved() }
    }

    @Test(arguments: MLflowServers.open)
    func whatIsWrittenIsReadByMLflow(_ server: MLflowServers) async throws {
        let (python, uri) = (try #require(server.python), try #require(server.uri))
        try await onServer(server) { try await $0.checkThatMLflowReads(python, uri) }
    }

    @Test(arguments: MLflowServers.open)
    func aRunsNoteIsWrittenAndTakenAway(_ server: MLflowServers) async throws {
        try await onServer(server) { trial in
            let owner = TagOwner.run(try await trial.run())
            let note = Change.describe(owner, RegistryTrial.value)
            #expect(try await trial.rehearsal.make(note).phase == .done)
            #expect(try await trial.rehearsal.changes.propose(note).plan.steps.isEmpty)
            let none = Change.tag(owner, key: "mlflow.note.content", value: nil)
            #expect(try await trial.rehearsal.make(none).phase == .done)
        }
    }
}

/// A registry in a file that no server has open.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct AliasDeployTests {
    private static let python = [
        "mlflow-3": Fixtures.python,
        "mlflow-2": ProcessInfo.processInfo.environment["MLDECK_PYTHON2"],
    ]

    private func onFile(
        _ fixture: String,
        _ body: (RegistryTrial, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path("\(fixture)/mlflow.db"), as: "mlflow.db")
            let store = MLflowSQLite(
                id: Source.ID("file"),
                path: path,
                budget: Budget(bytes: 1 << 30)
            )
            try await body(RegistryTrial(store), path)
        }
    }

    /// The file as statements, by which one row can be told from another.
    private func dump(_ path: String) async throws -> [String] {
        let file = path + ".dump"
        let program = Program(
            ["sqlite3", path, ".output \(file)", ".dump"],
            in: "/",
            environment: ProcessInfo.processInfo.environment,
            patience: .seconds(60)
        )
        #expect(try await program.run().code == 0)
        return try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func aliasesKeepTheContractOfTargets(_ fixture: String) async throws {
        try await onFile(fixture) { trial, path in
            let before = try await dump(path)
            try await checkDeployTarget(
                trial.registry,
                deploying: trial.version(11),
                to: trial.place()
            )
            #expect(try await dump(path) == before)
        }
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func anAliasMovesAndGoesBackToNone(_ fixture: String) async throws {
        try await onFile(fixture) { trial, _ in try await trial.checkTheWayBack() }
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func anAliasThatSomebodyElseMovedIsLeft(_ fixture: String) async throws {
        try await onFile(fixture) { trial, _ in try await trial.checkWhatSomebodyElseMoved() }
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func whatIsWrittenIsReadByMLflow(_ fixture: String) async throws {
        let python = try #require(Self.python[fixture] ?? nil)
        try await onFile(fixture) { trial, path in
            try await trial.checkThatMLflowReads(python, "sqlite:///\(path)")
        }
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func nothingElseInTheFileChanges(_ fixture: String) async throws {
        try await onFile(fixture) { trial, path in
            let before = try await dump(path)
            try await trial.deploy(11)
            try await trial.tag("x")
            let new = Set(try await dump(path)).subtracting(before)
            #expect(Set(before).subtracting(try await dump(path)).isEmpty)
            let tables = new.map { $0.split(separator: " ").dropFirst(2).first ?? "" }
            #expect(
                tables.sorted() == [
                    "model_version_tags", "registered_model_aliases", "registered_model_tags",
                    "tags",
                ]
            )
            try await trial.goBack()
            try await trial.tag(nil)
            #expect(try await dump(path) == before)
        }
    }

    @Test(arguments: ["mlflow-3", "mlflow-2"])
    func aDescriptionChangesItsRowAlone(_ fixture: String) async throws {
        try await onFile(fixture) { trial, path in
            let before = Set(try await dump(path))
            let version = trial.version(1, of: RegistryTrial.strange)
            let owners = [
                TagOwner.run(try await trial.run()), .model(version.model), .version(version),
            ]
            for owner in owners {
                let change = Change.describe(owner, "it's described")
                #expect(try await trial.rehearsal.make(change).phase == .done)
                #expect(try await trial.rehearsal.changes.propose(change).plan.steps.isEmpty)
            }
            let new = Set(try await dump(path)).subtracting(before)
            #expect(new.count == 3 && new.allSatisfy { $0.contains("it''s described") })
        }
    }

    @Test func aFileThatSomebodyElseWritesIsNotWritten() async throws {
        try await onFile("mlflow-3") { trial, path in
            let before = try await dump(path)
            let other = try Database(writing: path, busyTimeout: 1000)
            try other.execute("BEGIN IMMEDIATE")
            let change = Change.deploy(trial.version(11), to: trial.place())
            let rollout = try await trial.rehearsal.make(change)
            #expect(rollout.phase == .rolledBack)
            #expect(rollout.last?.what.contains("lock") == true, "\(rollout.last?.what ?? "")")
            try other.execute("ROLLBACK")
            #expect(try await dump(path) == before)
        }
    }

    /// A file of a later layout can be read and not written, by root as well.
    @Test func aFileThatCannotBeWrittenIsNotWritten() async throws {
        try await onFile("mlflow-3") { trial, path in
            let file = try FileHandle(forUpdating: URL(filePath: path))
            try file.seek(toOffset: 18)
            try file.write(contentsOf: Data([3]))
            try file.close()
            let before = try await dump(path)
            let change = Change.deploy(trial.version(11), to: trial.place())
            let rollout = try await trial.rehearsal.make(change)
            #expect(rollout.phase == .rolledBack)
            #expect(rollout.last?.what.contains("readonly") == true, "\(rollout.last?.what ?? "")")
            #expect(try await dump(path) == before)
        }
    }
}
