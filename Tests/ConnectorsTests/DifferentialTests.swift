import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// The order of runs is that of MLflow's own client on the same file.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct DifferentialTests {
    private struct Expected: Decodable {
        struct Order: Decodable {
            var orderBy: [String]
            var runIDs: [String: [String]]

            enum CodingKeys: String, CodingKey {
                case orderBy = "order_by"
                case runIDs = "run_ids"
            }
        }

        var orders: [Order]
    }

    @Test(arguments: ["mlflow-2", "mlflow-3"])
    func everyOrderIsThatOfMLflow(_ version: String) async throws {
        let file = URL(filePath: try Fixtures.path("expected/\(version).json"))
        let expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: file))
        #expect(expected.orders.count >= 9)
        let store = MLflowSQLite(
            id: Source.ID("mlflow"),
            path: try Fixtures.path("\(version)/mlflow.db"),
            budget: Budget(bytes: 1 << 30)
        )
        for order in expected.orders {
            let keys = try order.orderBy.map { try #require(SortKey($0), "\($0)") }
            for (experiment, ids) in order.runIDs {
                let runs = Runs(experiments: [experiment], order: keys.isEmpty ? [.newest] : keys)
                let ours = try await store.finalOrder(runs)
                let rows = try await ours.rows(0..<ours.count.number, columns: .these([]))
                let same = rows.map(\.id.key) == ids
                #expect(same, "\(experiment) by \(order.orderBy)")
            }
        }
    }
}
