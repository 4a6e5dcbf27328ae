import Foundation
import Pty
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct GetTests {
    @Test(arguments: ["mlflow-2", "mlflow-3"])
    func everyFieldOfTheJSONIsWhatMLflowSays(_ version: String) async throws {
        let path = try Fixtures.path("\(version)/mlflow.db")
        let limit = ["--experiment", "churn", "--limit", "1000", "-o", "json"]
        let result = try await Printed.by(["get", "runs", path] + limit)
        #expect(result.status == 0 && result.errors.isEmpty)
        let report = try result.object
        #expect(Set(report.keys) == ["kind", "start", "total", "rows", "failures"])
        #expect(report["kind"] as? String == "runs")
        #expect(report["start"] as? Int == 0)
        let rows = try #require(report["rows"] as? [[String: Any]])
        #expect((report["total"] as? [String: Int]) == ["exactly": rows.count])
        #expect((report["failures"] as? [Any])?.isEmpty == true)

        let file = URL(filePath: try Fixtures.path("expected/\(version).json"))
        let data = try Data(contentsOf: file)
        let all = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let expected = try #require(all["churn"] as? [[String: Any]])
        #expect(rows.count == expected.count)
        let known = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"] as? String ?? "", $0) })
        for run in expected {
            let id = try #require(run["run_id"] as? String)
            let row = try #require(known[id])
            #expect(Set(row.keys) == RowKeys.all)
            #expect(row["name"] as? String == run["name"] as? String)
            #expect(row["experiment"] as? String == "churn")
            #expect(row["status"] as? String == run["status"] as? String)
            #expect(row["user"] as? String == run["user"] as? String)
            #expect(row["start_time"] as? String == iso(run["start"]))
            #expect(row["end_time"] as? String == iso(run["end"]))
            #expect(row["params"] as? [String: String] == run["params"] as? [String: String])
            #expect(row["tags"] as? [String: String] == run["tags"] as? [String: String])
            #expect(numbers(row["metrics"]) == numbers(run["metrics"]), "\(id)")
        }
    }

    private enum RowKeys {
        static let all: Set<String> = [
            "id", "name", "experiment", "status", "start_time", "end_time", "user", "params",
            "metrics", "tags",
        ]
    }

    private func iso(_ milliseconds: Any?) -> String? {
        guard let milliseconds = milliseconds as? Int64 else { return nil }
        let formatter = ISO8601DateFormatter()
        formatter.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return formatter.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }

    /// Metrics as text: MLflow's largest numbers stand for infinities.
    private func numbers(_ metrics: Any?) -> [String: String] {
        (metrics as? [String: Any] ?? [:]).mapValues { value in
            if let word = value as? String { return word }
            guard let number = value as? Double else { return "\(value)" }
            guard number.magnitude == .greatestFiniteMagnitude else { return "\(number)" }
            return number < 0 ? "-Infinity" : "Infinity"
        }
    }

    @Test func rowsAreCutAndSortedByEveryKey() async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let sort = ["-s", "params.model ASC", "-s", "metrics.val/auc DESC"]
        let common = ["get", "runs", path, "--experiment", "churn", "-o", "json"]
        let whole = try await Printed.by(common + sort + ["--limit", "50"]).object
        let part = try await Printed.by(common + sort + ["--start", "10", "--limit", "5"]).object
        func ids(_ report: [String: Any]) -> [String] {
            (report["rows"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
        }
        #expect(ids(whole).count == 50)
        #expect(ids(part) == Array(ids(whole)[10..<15]))
        #expect(part["start"] as? Int == 10)
    }

    @Test(arguments: [["--start", "\(Int.max)"], ["--limit", "\(Int.max)"], ["--limit", "0"]])
    func noRangeIsTooLarge(_ range: [String]) async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let result = try await Printed.by(["get", "runs", path, "-o", "json"] + range)
        #expect(result.status == 0)
        let rows = try #require(try result.object["rows"] as? [Any])
        #expect(rows.count == (range == ["--limit", "\(Int.max)"] ? 200 : 0))
    }

    @Test func csvIsQuotedAndWhole() async throws {
        let path = try Fixtures.path("hostile/mlflow.db")
        let result = try await Printed.by(["get", "runs", path, "-o", "csv", "--limit", "3"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("id,name,experiment,status,"))
    }

    @Test func theTableIsSafeAndPlain() async throws {
        let path = try Fixtures.path("hostile/mlflow.db")
        let result = try await Printed.by(["get", "runs", path])
        let text = result.output
        #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
        #expect(text.split(separator: "\n").count > 20)
    }

    @Test func aFailedSourceIsSaidAndTheOthersArePrinted() async throws {
        let good = try Fixtures.path("mlflow-3/mlflow.db")
        let result = try await Printed.by(["get", "runs", good, "/etc/hostname", "-o", "json"])
        #expect(result.status == 3)
        #expect(
            result.errors.contains("hostname") && result.errors.contains("not a SQLite database")
        )
        let report = try result.object
        #expect((report["rows"] as? [Any])?.count == 100)
        let failures = try #require(report["failures"] as? [[String: String]])
        #expect(failures.map { $0["reason"] } == ["malformed"])
        #expect(failures.allSatisfy { Set($0.keys) == ["source", "reason", "message"] })
    }

    @Test func namesThatNothingHasAreSaidWithTheNearest() async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let none = try await Printed.by(["get", "runs", path, "--experiment", "chrun"])
        #expect(none.status == 1)
        #expect(none.errors == "there is no experiment 'chrun'; did you mean 'churn'?\n")
        let sort = ["-s", "params.modle ASC", "-o", "csv"]
        let slip = try await Printed.by(["get", "runs", path, "-f", "metrics.acuracy > 0"] + sort)
        #expect(slip.status == 0)
        #expect(slip.output.split(separator: "\n").count == 1)
        #expect(slip.errors.contains("no run has params.modle; the nearest is params.model\n"))
        #expect(slip.errors.contains("no run has metrics.acuracy"))
        let right = try await Printed.by(["get", "runs", path, "-f", "params.model = 'none'"])
        #expect(right.status == 0 && right.errors.isEmpty)
    }

    @Test(arguments: [
        ["get", "runs", "/nowhere"], ["get", "runs", "--sort", "nonsense", "/etc/hostname"],
        ["screen", "--size", "big", "demo"], ["--theme", "nonsense"],
        ["get", "runs", "--limit", "-1"],
    ])
    func wrongUsageEndsWithTwoAndASentence(_ arguments: [String]) async throws {
        let result = try await Printed.by(arguments)
        #expect(result.status == 2)
        #expect(result.output.isEmpty && !result.errors.isEmpty)
    }
}
