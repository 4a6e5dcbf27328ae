import Client
import Entities
import TestKit
import Testing

/// Filters on a store of known runs.
struct FilteringTests {
    private let store = MemoryStore("m", SampleRuns.runs(40))

    private func names(_ filter: String) async throws -> [String] {
        let parsed = try Filter.parse(filter, now: SampleRuns.now)
        let order = try await store.order(Runs(experiments: nil, filter: parsed))
        return try await order.rows(0..<order.count.number, columns: .all).map(\.id.key)
    }

    @Test(arguments: [
        ("params.model LIKE 'l_b%'", [0, 4, 8]), ("params.model LIKE 'L%'", []),
        ("params.model ILIKE 'L%'", [0, 4, 8]), ("params.model = 'lgbm'", [0, 4, 8]),
        ("params.nothing != 'x'", []), ("NOT params.model = 'xgb'", [0, 4, 8]),
    ])
    func textsAreCompared(_ filter: String, _ first: [Int]) async throws {
        #expect(try await names(filter).prefix(3) == first.map { "run-\($0)" }.prefix(3))
    }

    @Test func notANumberDiffersFromEveryNumber() async throws {
        let different = try await names("metrics.val/auc != 0")
        let compared = try await names("metrics.val/auc > -1")
        #expect(different.count == 40)
        #expect(
            compared.count
                == SampleRuns.runs(40).filter { $0.metrics["val/auc"]?.isNaN == false }.count
        )
    }

    @Test func oneOfTwoAndBoth() async throws {
        let either = try await names("status = 'FAILED' OR status = 'KILLED'")
        let both = try await names("status = 'FAILED' AND status = 'KILLED'")
        #expect(!either.isEmpty && both.isEmpty)
        #expect(try await names("status IN ('FAILED', 'KILLED')") == either)
    }

    @Test func patternsOfManyStarsAreQuick() async throws {
        let pattern = String(repeating: "%a", count: 2000) + "%b"
        #expect(try await names("run_name LIKE '\(pattern)'").isEmpty)
    }
}
