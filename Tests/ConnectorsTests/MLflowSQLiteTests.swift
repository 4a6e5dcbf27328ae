import Client
import Connectors
import Entities
import Foundation
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct MLflowSQLiteTests {
    private func store(_ path: String) -> MLflowSQLite {
        MLflowSQLite(id: Source.ID("mlflow"), path: path, budget: Budget(bytes: 1 << 30))
    }

    @Test(arguments: [
        "mlflow-3/mlflow.db", "mlflow-2/mlflow.db", "wal/mlflow.db", "wal-live/mlflow.db",
    ])
    func keepsTheContract(_ name: String) async throws {
        try await checkTrackingStore(store(Fixtures.path(name)))
    }

    @Test(arguments: ["mlflow-3", "wal", "wal-live", "wal-orphaned"])
    func lookingChangesNothing(_ name: String) async throws {
        try await withTemporaryFolder { folder in
            // An orphaned log is one whose index has gone, as when two files of three were copied.
            let isOrphaned = name == "wal-orphaned"
            let copy = try folder.copy(Fixtures.path(isOrphaned ? "wal-live" : name), as: "store")
            if isOrphaned { try FileManager.default.removeItem(atPath: copy + "/mlflow.db-shm") }
            let before = try listing(copy)
            let store = store(copy + "/mlflow.db")
            try await checkTrackingStore(store)
            let filter = try Filter.parse("run_name = 'in-the-wal'", now: SampleRuns.now)
            let logged = try await store.finalOrder(Runs(experiments: nil, filter: filter))
            #expect(logged.count.number == (name.hasPrefix("wal-") ? 1 : 0))
            #expect(try listing(copy) == before)
        }
    }

    /// Names, sizes, times and inodes of a folder's files.
    private func listing(_ folder: String) throws -> [String: [String]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return try Dictionary(
            uniqueKeysWithValues: names.map { name in
                let facts = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)
                let keys = [FileAttributeKey.size, .modificationDate, .systemFileNumber]
                return (name, keys.map { "\(facts[$0] ?? "")" })
            }
        )
    }
}
