import Foundation
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct GetExperimentsTests {
    private func rows(_ arguments: [String]) async throws -> [[String: Any]] {
        try await ConfigSandbox.with { sandbox in
            let outcome = try await sandbox.run(
                ["get", "experiments"] + arguments + ["-o", "json"]
            )
            #expect(outcome.status == 0, "\(outcome.errors)")
            return try outcome.object["rows"] as? [[String: Any]] ?? []
        }
    }

    private func names(_ arguments: [String]) async throws -> [String] {
        try await rows(arguments).compactMap { $0["name"] as? String }
    }

    @Test(arguments: ["mlflow-2", "mlflow-3"])
    func everyFieldOfTheJSONIsThere(_ version: String) async throws {
        try await ConfigSandbox.with { sandbox in
            let path = try Fixtures.path("\(version)/mlflow.db")
            let outcome = try await sandbox.run(["get", "experiments", path, "-o", "json"])
            #expect(outcome.status == 0 && outcome.errors.isEmpty)
            let report = try outcome.object
            #expect(Set(report.keys) == ["kind", "start", "total", "rows", "failures"])
            #expect(report["kind"] as? String == "experiments")
            #expect(report["start"] as? Int == 0)
            #expect((report["failures"] as? [Any])?.isEmpty == true)
            let rows = try #require(report["rows"] as? [[String: Any]])
            #expect((report["total"] as? [String: Int]) == ["exactly": rows.count])
            for row in rows {
                #expect(
                    Set(row.keys) == [
                        "id", "name", "source", "runs", "running", "failed_last_day",
                        "last_activity", "creation_time", "last_update_time", "tags",
                    ]
                )
            }
            let churn = try #require(rows.first { $0["name"] as? String == "churn" })
            #expect(churn["id"] as? String == "1")
            #expect(churn["source"] as? String == version)
            #expect(churn["runs"] as? [String: Int] == ["exactly": 150])
            #expect(churn["running"] as? Int == 3)
            #expect(churn["failed_last_day"] is Int)
            #expect(churn["last_activity"] as? String == "2026-11-23T00:00:00.000Z")
            let empty = try #require(rows.first { $0["name"] as? String == "Default" })
            #expect(empty["runs"] as? [String: Int] == ["exactly": 0])
            #expect(empty["last_activity"] is NSNull)
        }
    }

    @Test func theSameNameInTwoStoresIsTwoRowsAndDeletedOnesAreLeftOut() async throws {
        let stores = try ["mlflow-2/mlflow.db", "mlflow-3/mlflow.db"].map(Fixtures.path)
        let rows = try await rows(stores + ["-s", "name"])
        #expect(
            rows.map { "\($0["name"] ?? "") \($0["source"] ?? "")" } == [
                "Default mlflow-2", "Default mlflow-3", "churn mlflow-2", "churn mlflow-3",
                "nested mlflow-2", "nested mlflow-3", "ranker mlflow-2", "ranker mlflow-3",
            ]
        )
    }

    @Test func theyAreFilteredSortedAndCutInTheirOwnLanguage() async throws {
        let store = try Fixtures.path("many-experiments/mlflow.db")
        let filter = ["-f", "name LIKE '%99' AND experiment_id != '99'", "-s", "name DESC"]
        let all = try await names([store] + filter)
        #expect(all.count == 49 && all.first == "project-4999")
        #expect(all == all.sorted(by: >))
        let part = try await names([store] + filter + ["--start", "3", "--limit", "2"])
        #expect(part == Array(all[3..<5]))
        #expect(try await names([store, "--limit", "0"]) == [])
        #expect(try await names([store, "--start", "\(Int.max)"]) == [])
        let ids = try await rows([store, "-s", "experiment_id", "--limit", "12"])
        #expect(ids.last?["id"] as? String == "11")
    }

    @Test func aWrongFilterIsPointedAt() async throws {
        try await ConfigSandbox.with { sandbox in
            let path = try Fixtures.path("mlflow-3/mlflow.db")
            let common = ["get", "experiments", path]
            let filter = try await sandbox.run(common + ["-f", "name = 'x' AND nmae = 'y'"])
            #expect(filter.status == 2 && filter.output.isEmpty)
            #expect(filter.errors.contains("\n               ^ there is no field nmae"))
            let key = try await sandbox.run(common + ["-s", "metrics.acc"])
            #expect(key.status == 2 && key.errors.contains("'metrics.acc' is no sort key"))
        }
    }

    @Test func tableAndCSVHaveTheirOwnColumns() async throws {
        try await ConfigSandbox.with { sandbox in
            let path = try Fixtures.path("mlflow-3/mlflow.db")
            let churn = ["get", "experiments", path, "-f", "name = 'churn'"]
            let table = try await sandbox.run(churn).output.split(separator: "\n")
            #expect(table.count == 2)
            #expect(table[0].hasPrefix("name   source    runs  running  failed_last_day"))
            #expect(table[1].hasPrefix("churn  mlflow-3   150        3"))
            let csv = try await sandbox.run(churn + ["-o", "csv"]).output.split(separator: "\n")
            #expect(csv.count == 2)
            #expect(
                csv[0].hasPrefix(
                    "id,name,source,runs,runs_are,running,failed_last_day,last_activity,"
                        + "creation_time,last_update_time"
                )
            )
            #expect(csv[1].hasPrefix("1,churn,mlflow-3,150,exactly,3,"))
            let hostile = try Fixtures.path("hostile/mlflow.db")
            let safe = try await sandbox.run(["get", "experiments", hostile]).output
            #expect(!safe.contains("\u{1B}") && safe.split(separator: "\n").count > 10)
        }
    }

    @Test func aFailedSourceIsSaidAndTheOthersArePrinted() async throws {
        try await ConfigSandbox.with { sandbox in
            let good = try Fixtures.path("mlflow-3/mlflow.db")
            let outcome = try await sandbox.run(
                ["get", "experiments", good, "/etc/hostname", "-o", "json"]
            )
            #expect(outcome.status == 3 && outcome.errors.contains("not a SQLite database"))
            #expect((try outcome.object["rows"] as? [Any])?.count == 4)
            let failures = try outcome.object["failures"] as? [[String: String]]
            #expect(failures?.map { $0["reason"] } == ["malformed"])
        }
    }
}
