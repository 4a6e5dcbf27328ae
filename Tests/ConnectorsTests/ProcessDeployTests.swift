import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

private let environment = ProcessInfo.processInfo.environment

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct ProcessDeployTests {
    @Test func keepsTheContract() async throws {
        try await ProcessTrial.run(ProcessTrial.standIn) { own in
            try await checkDeployTarget(
                own.trial.target,
                deploying: own.trial.version(1),
                to: own.trial.place,
                registry: own.trial.registry
            )
            #expect(own.processes().isEmpty)
        }
    }

    @Test func oneVersionTakesThePlaceOfTheOther() async throws {
        try await ProcessTrial.run(ProcessTrial.standIn) { own in
            #expect(try await own.trial.deploy(1).phase == .done)
            let first = try #require(own.processes()[1])
            let rollout = try await own.trial.deploy(2)
            #expect(rollout.phase == .done, "\(rollout.end)")
            #expect(own.processes().keys.sorted() == [2])
            #expect(kill(first, 0) != 0)
            #expect(try await own.trial.goBack().phase == .done)
            #expect(try await own.trial.now().serving.map(\.version) == [1])
        }
    }

    @Test func aProcessIsFoundAgainByWhoeverLooksNext() async throws {
        try await ProcessTrial.run(ProcessTrial.standIn) { own in
            let rollout = try await own.trial.deploy(1)
            #expect(rollout.phase == .done, "\(rollout.end)")
            let settings = DeploymentSettings(
                name: ProcessTrial.name,
                source: own.trial.place.source,
                model: "churn",
                place: .process(ProcessTrial.standIn)
            )
            let other = LocalProcesses(
                id: own.trial.place.source,
                folder: own.folder,
                deployments: [settings],
                environment: environment
            )
            let found = try await other.observe(own.trial.place)
            #expect(try await found == own.trial.now() && found.state == .healthy)
            let next = ServingTrial(other, versions: [1, 2])
            #expect(try await next.deploy(2).phase == .done)
            #expect(own.processes().keys.sorted() == [2])
        }
    }

    @Test func aProcessThatIsKilledIsShownAsFailedAndIsReplaced() async throws {
        try await ProcessTrial.run(ProcessTrial.standIn) { own in
            #expect(try await own.trial.deploy(1).phase == .done)
            kill(-(try #require(own.processes()[1])), SIGKILL)
            try await eventually { try await own.trial.now().state == .failed }
            #expect(try await own.trial.now().message.hasPrefix("v1 has ended"))
            let again = try await own.trial.deploy(1)
            #expect(again.phase == .done, "\(again.end)")
            #expect(try await own.trial.now().state == .healthy)
        }
    }

    @Test func aVersionThatEndsAtOnceLeavesTheOldOne() async throws {
        try await ProcessTrial.run(ProcessTrial.standIn) { own in
            #expect(try await own.trial.deploy(1).phase == .done)
            let before = own.processes()
            let rollout = try await own.trial.deploy(3)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("version 3: its file is damaged"))
            #expect(own.processes() == before)
            #expect(try await own.trial.now().state == .healthy)
        }
    }

    @Test func aProgramThatIsNotThereLeavesNothing() async throws {
        try await ProcessTrial.run(["/nowhere/serve", "{version}"]) { own in
            let rollout = try await own.trial.deploy(1)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(rollout.tells("/nowhere/serve cannot be started"))
            #expect(own.processes().isEmpty)
        }
    }
}

/// `mlflow models serve`: the real thing, which takes its time to start.
@Suite(
    .enabled(
        if: environment["MLDECK_SERVING"] != nil && Fixtures.python != nil,
        "MLDECK_SERVING is not set; Tests/run sets it"
    )
)
struct MLflowDeployTests {
    private func variables() throws -> [String: String] {
        let bin = try #require(Fixtures.python).split(separator: "/").dropLast()
            .reduce("") { $0 + "/" + $1 }
        let store = try #require(environment["MLDECK_SERVING"]) + "/mlflow/mlflow.db"
        return [
            "PATH": bin + ":" + (environment["PATH"] ?? ""), "HOME": environment["HOME"] ?? "/",
            "MLFLOW_TRACKING_URI": "sqlite:///\(store)", "MLFLOW_DISABLE_TELEMETRY": "true",
        ]
    }

    private func predict(_ trial: ServingTrial) async throws -> Double? {
        let address = try await trial.now().address.replacing("/invocations", with: "")
        let base = try #require(HTTPAddress.read(address)?.address)
        let body = #"{"dataframe_split": {"columns": ["tenure"], "data": [[1.5]]}}"#
        let request = HTTPRequest(
            .post,
            "invocations",
            body: Array(body.utf8),
            patience: .seconds(60)
        )
        let answer = try await HTTP(HTTPAccess(base: base)).send(request)
        return JSONValue(answer.body)?["predictions"]?.elements.first?["tenure"]?.number
    }

    private let words = [
        Fixtures.python ?? "", "-m", "mlflow", "models", "serve", "-m",
        "models:/{model}/{version}", "-p", "{port}", "--env-manager", "local",
    ]

    @Test(arguments: [("tenure", Rollout.Phase.done), ("age", .rolledBack)])
    func anExampleMustBeAnswered(_ column: String, _ phase: Rollout.Phase) async throws {
        try await withTemporaryFolder { folder in
            let body = #"{"dataframe_split": {"columns": ["\#(column)"], "data": [[1.5]]}}"#
            var rules = ChangeRules.OfDeployment()
            let file = try folder.write(Array(body.utf8), to: "example.json")
            rules.gates = [GateSettings("smoke", ["input": [file]])]
            let variables = try variables()
            try await ProcessTrial.run(
                words,
                model: "servable",
                environment: variables,
                rules: rules
            ) { own in
                let rollout = try await own.trial.deploy(1)
                #expect(rollout.phase == phase, "\(rollout.end)")
                #expect(own.processes().isEmpty == (phase == .rolledBack))
                let turned = rollout.entries.contains {
                    $0.action == .apply && $0.what.hasPrefix("send requests")
                }
                #expect(turned == (phase == .done))
            }
        }
    }

    @Test func versionsServeOneAfterTheOtherAndTheDamagedOneDoesNot() async throws {
        try await ProcessTrial.run(words, model: "servable", environment: try variables()) { own in
            for version in [1, 2] {
                let rollout = try await own.trial.deploy(version)
                #expect(rollout.phase == .done, "\(rollout.end)")
                #expect(try await predict(own.trial) == 1.5 + Double(version))
            }
            let rollout = try await own.trial.deploy(3)
            #expect(rollout.phase == .rolledBack, "\(rollout.end)")
            #expect(try await own.trial.now().serving.map(\.version) == [2])
            #expect(try await predict(own.trial) == 3.5)
            let none = try await own.trial.rehearsal.make(.rollBack(own.trial.place, to: nil))
            #expect(none.phase == .done, "\(none.end)")
            #expect(own.processes().isEmpty)
        }
    }
}
