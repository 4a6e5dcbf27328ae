import Foundation
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct GetModelsTests {
    @Test(arguments: ["mlflow-2", "mlflow-3"])
    func modelsAreFilteredSortedAndWhole(_ version: String) async throws {
        let path = try Fixtures.path("\(version)/mlflow.db")
        let all = try await Printed.by(["get", "models", path, "-s", "name DESC", "-o", "json"])
        #expect(all.status == 0 && all.errors.isEmpty)
        let rows = try #require(try all.object["rows"] as? [[String: Any]])
        let names = rows.compactMap { $0["name"] as? String }
        #expect(names == ["ranker", "nothing yet", "churn", "Kä$e 'n \"wein\""])
        #expect(rows[2]["latest_version"] as? Int == 12)
        #expect(rows[1]["latest_version"] is NSNull)
        let aliases = rows[2]["aliases"] as? [String: Int]
        #expect(aliases == ["champion": 11, "candidate": 12, "fallback": 11])
        let owned = try await Printed.by(["get", "models", path, "-f", "tags.owner = 'ana'"])
        #expect(owned.output.split(separator: "\n").count == 2)
    }

    @Test func versionsOfOneModelHaveTheMetricsOfTheirRuns() async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let common = ["get", "versions", path, "--model", "churn", "-o", "json"]
        let printed = try await Printed.by(common + ["-s", "version DESC", "--limit", "2"])
        let rows = try #require(try printed.object["rows"] as? [[String: Any]])
        #expect(rows.map { $0["version"] as? Int } == [12, 11])
        #expect(rows[0]["aliases"] as? [String] == ["candidate"])
        #expect((rows[0]["metrics"] as? [String: Any])?["val/auc"] is Double)
        #expect((rows[1]["metrics"] as? [String: Any])?["val/auc"] as? String == "NaN")
        let total = try printed.object["total"] as? [String: Int]
        #expect(total == ["exactly": 11])
    }

    @Test func versionsOfAllModelsAreFiltered() async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let filter = "version_number > 1 AND name = 'ranker'"
        let csv = try await Printed.by(["get", "versions", path, "-f", filter, "-o", "csv"])
        #expect(csv.status == 0)
        #expect(csv.output.split(separator: "\n").count == 3)
        #expect(csv.output.contains("Production") && !csv.output.contains("user:pass"))
    }

    @Test func aModelThatNobodyHasIsSaidWithTheNearest() async throws {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let printed = try await Printed.by(["get", "versions", path, "--model", "chrun"])
        #expect(printed.status == 1 && printed.output.isEmpty)
        #expect(printed.errors == "there is no model 'chrun'; did you mean 'churn'?\n")
    }
}
