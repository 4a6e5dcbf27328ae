import Foundation
import TestKit
import Testing

struct GetSourcesTests {
    private static let keys: Set<String> = [
        "name", "context", "kind", "version", "location", "can", "latency_ms", "failure",
    ]

    @Test(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
    func whatASourceIsAndCanIsToldAndWhatFailsBesideIt() async throws {
        try await ConfigSandbox.with { sandbox in
            let good = try Fixtures.path("mlflow-3/mlflow.db")
            let outcome = try await sandbox.run(
                ["get", "sources", good, "/etc/hostname", "-o", "json"]
            )
            #expect(outcome.status == 3 && outcome.errors.contains("not a SQLite database"))
            let report = try outcome.object
            #expect(Set(report.keys) == ["kind", "rows", "failures"])
            #expect(report["kind"] as? String == "sources")
            let rows = try #require(report["rows"] as? [[String: Any]])
            #expect(rows.count == 2 && rows.allSatisfy { Set($0.keys) == Self.keys })
            let store = try #require(rows.first { $0["name"] as? String == "mlflow-3" })
            #expect(store["kind"] as? String == "MLflow SQLite")
            #expect(store["context"] as? String == "")
            #expect((store["version"] as? String)?.hasPrefix("MLflow schema") == true)
            #expect((store["location"] as? String)?.hasSuffix("mlflow-3/mlflow.db") == true)
            #expect(
                store["can"] as? [String] == ["runs", "series", "files", "models", "deployments"]
            )
            #expect((store["latency_ms"] as? Double ?? 0) > 0)
            #expect(store["failure"] is NSNull)
            let broken = try #require(rows.first { $0["name"] as? String == "hostname" })
            #expect(broken["version"] is NSNull && broken["latency_ms"] is NSNull)
            #expect((broken["failure"] as? [String: String])?["reason"] == "malformed")
            let failures = try #require(report["failures"] as? [[String: String]])
            #expect(failures.map { $0["source"] } == ["hostname"])
        }
    }

    @Test func contextsAreToldAndSecretsAreNot() async throws {
        try await ConfigSandbox.with { sandbox in
            try sandbox.configure(
                """
                contexts:
                  prod:
                    sources:
                    - {url: 'http://127.0.0.1:1', name: tracking, token: 'env:SECRET'}
                """
            )
            let outcome = try await sandbox.run(
                ["get", "sources", "--context", "prod"],
                ["SECRET": "hunter2"]
            )
            #expect(outcome.status == 3)
            #expect(!outcome.output.contains("hunter2") && !outcome.errors.contains("hunter2"))
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.first?.hasPrefix("name      context  kind") == true)
            #expect(lines.last?.hasPrefix("tracking  prod     MLflow") == true)
        }
    }

    @Test func whereNothingIsFoundItSaysSo() async throws {
        try await ConfigSandbox.with { sandbox in
            let outcome = try await sandbox.run(["get", "sources"])
            #expect(outcome.status == 2 && outcome.output.isEmpty)
            #expect(outcome.errors.contains("mldeck doctor"))
        }
    }
}
