import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

/// What a writer adds is seen; what it replaces is opened anew.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct FollowingTests {
    private func store(_ path: String) -> MLflowSQLite {
        MLflowSQLite(id: Source.ID("live"), path: path, budget: Budget(bytes: 1 << 30))
    }

    @Test(arguments: ["mlflow-3", "wal-live"])
    func aLiveWriterIsFollowed(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path(name), as: "store") + "/mlflow.db"
            let store = store(path)
            let sorted = Runs(experiments: nil, order: [SortKey(.metric("val/loss"))])
            let before = try await store.finalOrder(sorted).count.number
            let writer = try liveWriter(path, runs: 3)
            let live = Runs(experiments: ["live"])
            try await eventually { try await store.finalOrder(live).count.number == 3 }
            try await eventually {
                let order = try await store.finalOrder(live)
                let runs = try? await order.rows(0..<3, columns: .these([]))
                return runs?.allSatisfy { $0.status == .finished } ?? false
            }
            try await writer.wait()
            // The column was loaded before the runs came: their values must be in it now.
            let order = try await store.finalOrder(sorted)
            #expect(order.count.number == before + 3)
            let rows = try await order.rows(
                0..<order.count.number,
                columns: .these([.metric("val/loss")])
            )
            let values = rows.compactMap { $0.metrics["val/loss"] }.filter { !$0.isNaN }
            #expect(values == values.sorted())
        }
    }

    @Test func aWriterRings() async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path("mlflow-3"), as: "store") + "/mlflow.db"
            let store = store(path)
            let ringing = Task { for await _ in store.changes() { return } }
            let writer = try liveWriter(path, runs: 1)
            await ringing.value
            try await writer.wait()
        }
    }

    @Test(arguments: ["mlflow-3", "wal"])
    func aReplacedFileIsOpenedAnew(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path(name), as: "store") + "/mlflow.db"
            let store = store(path)
            #expect(try await store.finalOrder(Runs(experiments: nil)).count.number > 100)
            _ = try folder.copy(Fixtures.path("empty/mlflow.db"), as: "other.db")
            #expect(rename(folder.file("other.db"), path) == 0)
            #expect(try await store.finalOrder(Runs(experiments: nil)).count == .exactly(0))
        }
    }
}

/// MLflow's own client, writing runs in a process of its own.
private func liveWriter(_ path: String, runs: Int) throws -> Companion {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let script = tests.appending(path: "Fixtures/live-writer").path(percentEncoded: false)
    return try Companion(try #require(Fixtures.python), [script, path, "\(runs)", "5"])
}

extension TrackingStore {
    /// The order once nothing of it is provisional; a writer's lock is waited for.
    func finalOrder(_ runs: Runs) async throws -> any RunOrder {
        var last: Result<any RunOrder, Failure>?
        do {
            try await eventually {
                do throws(Failure) {
                    let order = try await self.order(runs)
                    last = .success(order)
                    return order.progress == nil
                } catch {
                    guard case .unreachable = error.reason else { throw error }
                    last = .failure(error)
                    return false
                }
            }
        } catch is TooLate {
            Issue.record("not final in time; the last answer: \(String(describing: last))")
        }
        return try #require(try last?.get())
    }
}
