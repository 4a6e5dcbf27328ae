import Client
import Connectors
import Entities
import TestKit
import Testing

struct HazardTests {
    @Test func aFileThatIsNoDatabaseIsNamedAndNothingElse() async throws {
        try await withTemporaryFolder { folder in
            let bytes = Array("not a database at all, but long enough".utf8)
            let path = try folder.write(bytes, to: "x.db")
            let store = MLflowSQLite(id: Source.ID("x"), path: path, budget: Budget(bytes: 1 << 20))
            await #expect(
                throws: Failure(
                    source: Source.ID("x"),
                    reason: .malformed(where: path, detail: "it is not a SQLite database")
                )
            ) { _ = try await store.order(Runs(experiments: nil)) }
        }
    }
}
