import Client
import Connectors
import Entities
import TestKit
import Testing

/// A real model server is killed in the middle of a rollout.
///
/// One after the other: each test has a server of its own.
@Suite(.serialized, .enabled(if: ModelServer.canStart, Comment(rawValue: ModelServer.missing)))
struct ServerDeathTests {
    /// mldeck in one terminal: all of them have the same journal.
    private struct Terminal {
        let changes: Changes
        let target: OpenInferenceServer
        let registry: MemoryRegistry

        /// Whenever the journal is written, `written` is given the new lines.
        init(
            _ server: ModelServer,
            _ folder: TemporaryFolder,
            deadline: Int = 300,
            time: Timekeeper,
            written: @escaping @Sendable (String) -> Void = { _ in }
        ) {
            target = server.target
            let source = Source.ID("registry")
            let model = RegisteredModel.ID(source: source, name: "churn")
            let all = (1...3).map { ModelVersion(id: ModelVersion.ID(model: model, number: $0)) }
            registry = MemoryRegistry(source.name, [], all)
            var (rules, own) = (ChangeRules(), ChangeRules.OfDeployment())
            own.deadline = deadline
            rules.deployments[Self.place] = own
            let storage = WatchedJournal(folder: folder.path, written: written)
            changes = Changes(
                connectors: [target, registry],
                journal: Journal(storage, time: time) { JournalEntry.Actor(user: "tester") },
                permissions: Permissions { _ in nil },
                rules: rules,
                time: time
            )
        }

        static let place = Deployment.ID(source: Source.ID("mlserver"), name: "churn-api")

        func begin(_ number: Int) async throws -> Begun {
            let model = RegisteredModel.ID(source: registry.source.id, name: "churn")
            let version = ModelVersion.ID(model: model, number: number)
            let change = Change.deploy(version, to: Self.place)
            let hash = try await changes.propose(change).hash
            return try await changes.begin(Confirmation(change: change, hash: hash, how: "test"))
        }

        func rollout() async throws -> Rollout { try #require(try await changes.rollouts().first) }

        func serving() async throws -> [Int] {
            try await target.observe(Self.place).serving.map(\.version)
        }
    }

    /// The server is killed as soon as the journal holds a text, while version 2 is deployed where
    /// version 1 serves; it is started again before `body`.
    private func killed(
        at text: String,
        _ body: (ModelServer, Terminal, Rollout) async throws -> Void
    ) async throws {
        try await ModelServer.run { server in
            try await server.load(1)
            try await withTemporaryFolder { folder in
                let clock = TurnedClock()
                let first = Terminal(server, folder, time: clock.time) { lines in
                    if lines.contains(text) { server.kill() }
                }
                try await first.begin(2).finished()
                let rollout = try await first.rollout()
                try await server.start()
                try await body(server, Terminal(server, folder, time: clock.time), rollout)
                #expect(try first.changes.journal.look().faults.isEmpty)
            }
        }
    }

    private let apply = #""action":"apply""#
    private let result = #""action":"result""#
    private let load = "POST v2/repository/models/churn-v2/load"

    private func checkItComesFirst(_ terminal: Terminal) async throws {
        let failure = await #expect(throws: Failure.self) { try await terminal.begin(3) }
        #expect(failure?.message.contains("was interrupted; resume it") == true)
    }

    @Test(arguments: [false, true])
    func beforeTheCallReachesItNothingIsDoneAndNothingLost(_ isBack: Bool) async throws {
        try await killed(at: apply) { server, terminal, rollout in
            #expect(rollout.isInterrupted && rollout.phase == .applying, "\(rollout.end)")
            #expect(rollout.entries.map(\.action) == [.plan, .confirm, .apply, .result, .observe])
            #expect(rollout.entries.dropFirst(3).allSatisfy { $0.outcome == .open })
            #expect(rollout.last?.what.hasPrefix("interrupted: ") == true)
            #expect(server.calls == ["churn-v1/load"])
            try await checkItComesFirst(terminal)
            try await terminal.changes.resume(rollout.id, back: isBack).finished()
            let after = try await terminal.rollout()
            #expect(after.phase == (isBack ? .rolledBack : .done), "\(after.end)")
            #expect(try await terminal.serving() == [isBack ? 1 : 2])
            #expect(try await server.predicts(isBack ? 1 : 2))
            // The server has forgotten version 1: it need not be unloaded, but comes back.
            #expect(server.calls.dropFirst() == [isBack ? "churn-v1/load" : "churn-v2/load"])
            let told = after.entries.filter { $0.action == .apply }.map(\.what)
            #expect(told == [load, isBack ? load.replacing("v2/l", with: "v1/l") : load])
            #expect(after.entries.contains { $0.action == .resume })
        }
    }

    @Test func whileItIsWaitedForTheWayBackIsLeftUntilItIsThereAgain() async throws {
        try await killed(at: result) { server, terminal, rollout in
            #expect(rollout.isInterrupted && rollout.phase == .rollingBack, "\(rollout.end)")
            #expect(rollout.tells("v2 was not ready within 300 s: mlserver"))
            #expect(rollout.last?.what.hasPrefix("interrupted: ") == true)
            try await checkItComesFirst(terminal)
            try await terminal.changes.resume(rollout.id, back: false).finished()
            let after = try await terminal.rollout()
            #expect(after.phase == .rolledBack, "\(after.end)")
            #expect(try await terminal.serving() == [1])
            #expect(try await server.predicts(1))
            #expect(server.calls == ["churn-v1/load", "churn-v2/load", "churn-v1/load"])
        }
    }

    @Test func whatIsLostAfterItWasReadyIsDoneAgainAndThatIsSaid() async throws {
        try await killed(at: #""v2 is ready"#) { server, terminal, rollout in
            #expect(rollout.isInterrupted && rollout.phase == .applying, "\(rollout.end)")
            #expect(rollout.tells("v2 is ready"))
            try await terminal.changes.resume(rollout.id, back: false).finished()
            let after = try await terminal.rollout()
            #expect(after.phase == .done, "\(after.end)")
            #expect(after.tells("\(load): holds no longer, and is made again"))
            #expect(try await terminal.serving() == [2])
            #expect(try await server.predicts(2))
            #expect(server.calls == ["churn-v1/load", "churn-v2/load", "churn-v2/load"])
        }
    }

    @Test func startedAgainMeanwhileItGoesBackByItself() async throws {
        try await ModelServer.run { server in
            try await server.load(1)
            try await withTemporaryFolder { folder in
                let result = result
                let terminal = Terminal(server, folder, deadline: 3, time: .system) { lines in
                    if lines.contains(result), lines.contains("churn-v2") { server.kill() }
                }
                let begun = try await terminal.begin(2)
                try await server.start()
                await begun.finished()
                let rollout = try await terminal.rollout()
                #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                #expect(try await terminal.serving() == [1])
                #expect(server.calls == ["churn-v1/load", "churn-v2/load", "churn-v1/load"])
            }
        }
    }
}
