import Foundation
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct GetMetricsTests {
    /// A run of churn with many samples as MLflow tells of it.
    private func expected() throws -> (id: String, name: String, metrics: [String: Double]) {
        let file = URL(filePath: try Fixtures.path("expected/mlflow-3.json"))
        let all = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        let runs = try #require(all?["churn"] as? [[String: Any]])
        let run = try #require(runs.first { $0["name"] as? String == "bold-tapir-141" })
        return (
            try #require(run["run_id"] as? String), try #require(run["name"] as? String),
            try #require(run["metrics"] as? [String: Double])
        )
    }

    private func get(_ arguments: [String]) async throws -> Printed {
        try await ConfigSandbox.with { sandbox in
            let store = try Fixtures.path("mlflow-3/mlflow.db")
            return try await sandbox.run(["get", "metrics"] + arguments + ["--at", store])
        }
    }

    private func metrics(_ outcome: Printed) throws -> [[String: Any]] {
        try #require(try outcome.object["metrics"] as? [[String: Any]])
    }

    @Test func everyFieldOfTheJSONIsThereAndTheLastValueIsMLflows() async throws {
        let run = try expected()
        let keys = run.metrics.keys.sorted()
        let outcome = try await get([run.id] + keys + ["-o", "json"])
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let report = try outcome.object
        #expect(Set(report.keys) == ["kind", "run", "run_name", "source", "metrics", "failures"])
        #expect(report["kind"] as? String == "metrics")
        #expect(report["run"] as? String == run.id)
        #expect(report["run_name"] as? String == run.name)
        #expect(report["source"] as? String == "mlflow-3")
        let metrics = try metrics(outcome)
        #expect(metrics.map { $0["key"] as? String } == keys)
        for metric in metrics {
            #expect(
                Set(metric.keys) == ["key", "thinned", "samples", "min", "max", "last", "columns"]
            )
            let last = try #require(metric["last"] as? [String: Any])
            #expect(Set(last.keys) == ["step", "value"])
            #expect(last["value"] as? Double == run.metrics[metric["key"] as? String ?? ""])
            let columns = try #require(metric["columns"] as? [[String: Any]])
            #expect(!columns.isEmpty)
            for column in columns {
                #expect(Set(column.keys) == ["first_step", "last_step", "min", "max", "last"])
            }
        }
    }

    @Test func asManyColumnsAsStepsAreTheSamplesThemselves() async throws {
        let run = try expected()
        let whole = try metrics(
            try await get([run.id, "val/loss", "--columns", "5000", "-o", "json"])
        )
        #expect(whole.first?["thinned"] as? Bool == false)
        let samples = try #require(whole.first?["columns"] as? [[String: Any]])
        #expect(samples.count == whole.first?["samples"] as? Int && samples.count > 50)
        for sample in samples {
            #expect(sample["first_step"] as? Int == sample["last_step"] as? Int)
            #expect(sample["min"] as? Double == sample["max"] as? Double)
        }

        let thin = try metrics(
            try await get([run.id, "val/loss", "--columns", "50", "-o", "json"])
        )
        #expect(thin.first?["thinned"] as? Bool == true)
        #expect(thin.first?["samples"] as? Int == samples.count)
        let columns = try #require(thin.first?["columns"] as? [[String: Any]])
        var seen = 0
        for column in columns {
            let first = try #require(column["first_step"] as? Int)
            let last = try #require(column["last_step"] as? Int)
            let own = samples.filter { (first...last).contains($0["first_step"] as? Int ?? -1) }
            let values = own.compactMap { $0["last"] as? Double }
            #expect(values.min() == column["min"] as? Double)
            #expect(values.max() == column["max"] as? Double)
            #expect(values.last == column["last"] as? Double)
            seen += own.count
        }
        #expect(seen == samples.count)
    }

    @Test func aRunIsNamedInFourWays() async throws {
        let run = try expected()
        for name in [run.id, String(run.id.prefix(8)), run.name, "mldeck:run/mlflow-3/\(run.id)"] {
            let outcome = try await get([name, "val/loss", "-o", "json"])
            #expect(outcome.status == 0, "\(name): \(outcome.errors)")
            #expect(try outcome.object["run"] as? String == run.id)
        }
    }

    @Test func csvIsOneRowAColumn() async throws {
        let run = try expected()
        let lines = try await get([run.id, "val/loss", "-o", "csv"]).output.split(separator: "\n")
        #expect(lines.first == "key,first_step,last_step,min,max,last")
        #expect(lines.count > 50 && lines.dropFirst().allSatisfy { $0.hasPrefix("val/loss,") })
    }

    @Test func aMetricThatTheRunHasNotIsSaidAndTheOthersArePrinted() async throws {
        let run = try expected()
        let outcome = try await get([run.id, "nonsense", "val/loss", "-o", "json"])
        #expect(outcome.status == 1 && outcome.errors.contains("has no metric nonsense"))
        let metrics = try metrics(outcome)
        #expect(metrics.first?["samples"] as? Int == 0 && metrics.first?["last"] is NSNull)
        #expect((metrics.last?["columns"] as? [Any])?.isEmpty == false)
    }

    @Test(arguments: [
        "nowhere val/loss", "mldeck:run/mlflow-3/nowhere val/loss", "mldeck:run/nowhere/id loss",
    ])
    func whatIsNotThereEndsWithOne(_ arguments: String) async throws {
        let outcome = try await get(arguments.split(separator: " ").map(String.init))
        #expect(outcome.status == 1 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test(arguments: ["mldeck:runs/churn val/loss", "nowhere", "nowhere val/loss --columns 3"])
    func wrongUsageEndsWithTwo(_ arguments: String) async throws {
        let outcome = try await get(arguments.split(separator: " ").map(String.init))
        #expect(outcome.status == 2 && outcome.output.isEmpty && !outcome.errors.isEmpty)
    }

    @Test func stepsAtBothEndsOfTheRangeAreNoCrash() async throws {
        try await ConfigSandbox.with { sandbox in
            let store = try Fixtures.path("hostile/mlflow.db")
            let runs = try await sandbox.run(["get", "runs", store, "-o", "json"]).object["rows"]
            var looked = 0
            for run in runs as? [[String: Any]] ?? [] {
                let metrics = (run["metrics"] as? [String: Any] ?? [:]).keys.sorted()
                guard !metrics.isEmpty, metrics.count < 100 else { continue }
                let id = try #require(run["id"] as? String)
                let arguments = ["get", "metrics", "--at", store, "--", id] + metrics
                let outcome = try await sandbox.run(arguments)
                #expect(outcome.status == 0, "\(id): \(outcome.errors)")
                #expect(!outcome.output.contains("\u{1B}"))
                looked += 1
            }
            #expect(looked > 5)
        }
    }
}
