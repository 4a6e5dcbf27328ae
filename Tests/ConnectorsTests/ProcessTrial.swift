import Client
import Connectors
import Entities
import Foundation
import TestKit

/// Notes, logs and processes of a test, which are all gone afterwards.
struct ProcessTrial {
    let folder: String
    let trial: ServingTrial

    static let name = "churn-api"

    /// A program that answers as a model server does; version 3 ends at once.
    static let standIn = [
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

    /// Runs `body` with processes that are started by words.
    ///
    /// There is a clock for the rollout, and one for how long it takes them to stop.
    static func run(
        _ words: [String],
        model: String = "churn",
        environment: [String: String] = ProcessInfo.processInfo.environment,
        rules: ChangeRules.OfDeployment = ChangeRules.OfDeployment(),
        time: Timekeeper = .system,
        stopping: Timekeeper = .system,
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
                environment: environment,
                time: stopping
            )
            let trial = ServingTrial(
                processes,
                model: model,
                versions: [1, 2, 3, 4, 5],
                rules: rules,
                time: time
            )
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
