import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// Random filters of MLflow's grammar let the same runs through, in the same order.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct FilterDifferentialTests {
    @Test func randomFiltersAreAnsweredAsByMLflow() async throws {
        let seed = UInt64.random(in: .min ... .max)
        var random = SeededNumbers(state: seed)
        let filters = (0..<120).map { _ in RandomFilter.text(&random) }
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let expected = try await mlflow(filters, path)
        let store = MLflowSQLite(id: Source.ID("m"), path: path, budget: Budget(bytes: 1 << 30))
        for (filter, ids) in zip(filters, expected) {
            let parsed = try Filter.parse(filter, now: SampleRuns.now)
            let order = try await store.finalOrder(Runs(experiments: nil, filter: parsed))
            let rows = try await order.rows(0..<order.count.number, columns: .these([]))
            let isSame = rows.map(\.id.key) == ids
            #expect(
                isSame,
                "\(filter), seed \(seed): \(rows.count) runs, MLflow \(ids?.count ?? -1)"
            )
        }
        print("filters: seed \(seed), \(filters.count) filters")
    }

    private func mlflow(_ filters: [String], _ path: String) async throws -> [[String]?] {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let script = tests.appending(path: "Fixtures/search").path(percentEncoded: false)
        let python = try #require(Fixtures.python)
        return try await offPool {
            let process = Process()
            process.executableURL = URL(filePath: python)
            process.arguments = [script, path]
            let (input, output) = (Pipe(), Pipe())
            process.standardInput = input
            process.standardOutput = output
            try process.run()
            try input.fileHandleForWriting.write(contentsOf: JSONEncoder().encode(filters))
            try input.fileHandleForWriting.close()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            return try JSONDecoder().decode([[String]?].self, from: data)
        }
    }
}

/// Writes filters that MLflow understands.
private enum RandomFilter {
    static func text(_ random: inout SeededNumbers) -> String {
        let count = 1 + Int(random.next() % 3)
        return (0..<count).map { _ in clause(&random) }.joined(separator: " AND ")
    }

    private static func clause(_ random: inout SeededNumbers) -> String {
        let relations = ["=", "!=", "<", "<=", ">", ">="]
        let relation = relations[Int(random.next() % 6)]
        let same = ["=", "!="][Int(random.next() % 2)]
        let like = ["LIKE", "ILIKE"][Int(random.next() % 2)]
        let number = Double(random.next() % 1000) / 1000
        switch random.next() % 9 {
        case 0: return "metrics.`val/loss` \(relation) \(number)"
        case 1: return "metrics.\"val/auc\" \(relation) \(number)"
        case 2: return "params.model \(same) '\(pick(["xgb", "lgbm", "mlp", "none"], &random))'"
        case 3: return "params.lr \(like) '\(pick(["0.0%", "1e%", "%1", "_.1", "%E%"], &random))'"
        case 4: return "tags.team \(same) '\(pick(["growth", "risk", "x"], &random))'"
        case 5: return "attributes.status \(same) '\(pick(["FINISHED", "FAILED", "x"], &random))'"
        case 6:
            return
                "start_time \(relation) \(1_795_392_000_000 - Int(random.next() % 200) * 1_800_000)"
        case 7: return "run_name \(like) '\(pick(["%fox%", "Swift%", "%-1_", "amber-%"], &random))'"
        default: return "params.lr IS \(random.next() % 2 == 0 ? "" : "NOT ")NULL"
        }
    }

    private static func pick(_ texts: [String], _ random: inout SeededNumbers) -> String {
        texts[Int(random.next() % UInt64(texts.count))]
    }
}
