import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

private let environment = ProcessInfo.processInfo.environment

/// Notes, logs and processes of a test, which are all gone afterwards.
private struct ProcessTrial {
    let folder: String
    let trial: ServingTrial

    static let name = "churn-api"

    /// Runs `body` with processes that are started by words.
    static func run(
        _ words: [String],
        model: String = "churn",
        environment: [String: String] = environment,
        _ body: (ProcessTrial) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let state = folder.file("processes")
            let source = Source.ID("local")
            let settings = DeploymentSettings(
                name: name,
                source: source,
                model: model,
                place: .process(words)
            )
            let processes = LocalProcesses(
                id: source,
                folder: state,
                deployments: [settings],
                environment: environment
            )
            let trial = ServingTrial(processes, model: model, versions: [1, 2, 3])
            let own = ProcessTrial(folder: state, trial: trial)
            defer { own.killAll() }
            try await body(own)
        }
    }

    /// The processes that are noted, by version.
    func processes() -> [Int: pid_t] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        let notes = files.filter { $0.contains("@") && $0.hasSuffix(".json") }
            .compactMap { FileManager.default.contents(atPath: folder + "/" + $0) }
            .compactMap { JSONValue(Array($0)) }
        let known = notes.compactMap { note -> (Int, pid_t)? in
            guard let version = note["version"]?.integer, let process = note["process"]?.integer
            else { return nil }
            return (Int(version), pid_t(process))
        }
        return Dictionary(known) { $1 }
    }

    func killAll() { for process in processes().values { kill(-process, SIGKILL) } }
}

/// A program that answers as a model server does; version 3 ends at once.
private let standIn = [
    "python3", "-c",
    """
    import http.server, sys
    port, version = int(sys.argv[1]), sys.argv[2]
    if version == "3":
        sys.exit("version 3: its file is damaged")
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(version.encode())
        def log_message(self, *words):
            pass
    http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
    """, "{port}", "{version}",
]

@Suite(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
struct ProcessDeployTests {
    @Test func keepsTheContract() async throws {
        try await ProcessTrial.run(standIn) { own in
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
        try await ProcessTrial.run(standIn) { own in
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
        try await ProcessTrial.run(standIn) { own in
            let rollout = try await own.trial.deploy(1)
            #expect(rollout.phase == .done, "\(rollout.end)")
            let settings = DeploymentSettings(
                name: ProcessTrial.name,
                source: own.trial.place.source,
                model: "churn",
                place: .process(standIn)
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
        try await ProcessTrial.run(standIn) { own in
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
        try await ProcessTrial.run(standIn) { own in
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

    @Test func versionsServeOneAfterTheOtherAndTheDamagedOneDoesNot() async throws {
        let words = [
            Fixtures.python ?? "", "-m", "mlflow", "models", "serve", "-m",
            "models:/{model}/{version}", "-p", "{port}", "--env-manager", "local",
        ]
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
