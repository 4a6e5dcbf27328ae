import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// The smoke gate: a version must answer an example before any requests go there.
@Suite(.serialized) struct SmokeDeployTests {
    /// Rules by which an example must be answered.
    private func rules(_ example: String, in folder: TemporaryFolder) throws
        -> ChangeRules.OfDeployment
    {
        let file = try folder.write(Array(example.utf8), to: "example-\(UUID()).json")
        var rules = ChangeRules.OfDeployment()
        rules.gates = [GateSettings("smoke", ["input": [file]])]
        return rules
    }

    /// By version: a prediction, something else, an error, no JSON, a web page.
    private static let standIn = [
        "python3", "-c",
        """
        import http.server, os, sys
        port, version = int(sys.argv[1]), sys.argv[2]
        token = os.environ["DEPLOY_TOKEN"]
        answers = {
            "1": (200, '{"predictions": [0.5]}'),
            "2": (200, '{"nothing": [0.5]}'),
            "3": (500, '{"error": "no such column: plan ' + token + '"}'),
            "4": (200, "0.5"),
            "5": (200, "<!doctype html><p>" + token),
        }
        class Handler(http.server.BaseHTTPRequestHandler):
            def answer(self, status, text):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text.encode())
            def do_GET(self):
                self.answer(200, version)
            def do_POST(self):
                self.answer(*answers[version])
            def log_message(self, *words):
                pass
        http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
        """, "{port}", "{version}",
    ]

    @Test(.enabled(if: FaultServer.canStart, Comment(rawValue: FaultServer.missing)))
    func whatAnswersWithoutAPredictionNeverGetsARequest() async throws {
        try await withTemporaryFolder { folder in
            var environment = ProcessInfo.processInfo.environment
            environment["DEPLOY_TOKEN"] = "planted-token"
            let rules = try rules(#"{"inputs": [[1, 2, 3]]}"#, in: folder)
            try await ProcessTrial.run(Self.standIn, environment: environment, rules: rules) {
                own in
                let good = try await own.trial.deploy(1)
                #expect(good.phase == .done, "\(good.end)")
                #expect(good.tells("POST /invocations of v1  with the example"))
                let whys = [
                    2: "it has no predictions", 3: "no such column: plan",
                    4: "it has no predictions",
                    5: "a web page came instead of JSON",
                ]
                for (version, why) in whys {
                    let rollout = try await own.trial.deploy(version)
                    #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                    #expect(rollout.tells(why), "\(rollout.end)")
                    #expect(
                        !rollout.entries.contains {
                            $0.action == .apply && $0.what.hasPrefix("send requests")
                        }
                    )
                    #expect(try await own.trial.now().serving.map(\.version) == [1])
                    #expect(own.processes().keys.sorted() == [1])
                    let lines = try own.trial.rehearsal.lines()
                    #expect(!"\(rollout) \(lines)".contains("planted"))
                }
            }
        }
    }

    @Test(.enabled(if: ModelServer.canStart, Comment(rawValue: ModelServer.missing)))
    func aModelServerIsAskedBeforeTheOldVersionIsUnloaded() async throws {
        func example(_ width: Int) -> String {
            let data = (0..<width).map { "\($0)" }.joined(separator: ", ")
            return #"{"inputs": [{"name": "features", "shape": [1, \#(width)], "#
                + #""datatype": "FP64", "data": [\#(data)]}]}"#
        }
        try await ModelServer.run { server in
            try await server.load(1)
            try await withTemporaryFolder { folder in
                let bad = ServingTrial(
                    server.target,
                    versions: [1, 2, 3],
                    rules: try rules(example(2), in: folder)
                )
                let rollout = try await bad.deploy(2)
                #expect(rollout.phase == .rolledBack, "\(rollout.end)")
                #expect(rollout.tells("POST v2/models/churn-v2/infer  with the example: mlserver"))
                #expect(try await bad.now().serving.map(\.version) == [1])
                #expect(server.calls == ["churn-v1/load", "churn-v2/load", "churn-v2/unload"])
                let good = ServingTrial(
                    server.target,
                    versions: [1, 2, 3],
                    rules: try rules(example(3), in: folder)
                )
                let done = try await good.deploy(2)
                #expect(done.phase == .done, "\(done.end)")
                #expect(try await good.now().serving.map(\.version) == [2])
            }
        }
    }
}
