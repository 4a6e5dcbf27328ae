import Client
import Connectors
import Entities
import SQLite
import TestKit
import Testing

/// While the columns of a filter are read, its newest hits are there already.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct FilterFirstHitsTests {
    private static let filters = [
        "params.p3 = '6' AND metrics.loss < 0.5", "NOT (metrics.loss < 0.5 OR params.p1 = '7')",
        "params.p1 != '7' AND metrics.loss IS NOT NULL", "params.rare IS NULL",
    ]

    @Test func firstHitsAreOfTheFinalAnswerAndProvisional() async throws {
        try await withLargeStore { path in
            for text in Self.filters {
                let filter = try Filter.parse(text, now: SampleRuns.now)
                for order in [SortKey.newest, SortKey(.metric("loss"), descending: true)] {
                    let runs = Runs(experiments: ["Default"], filter: filter, order: [order])
                    try await compare(runs, store(path))
                }
            }
        }
    }

    private func compare(_ runs: Runs, _ store: MLflowSQLite) async throws {
        let first = try await store.order(runs)
        #expect(first.progress != nil)
        #expect(first.count == .atLeast(first.count.number))
        let columns = Window.Columns.these([.metric("loss")])
        let hits = try await first.rows(0..<first.count.number, columns: columns)
        #expect(!hits.isEmpty, "\(String(describing: runs.filter))")
        if runs.order != [.newest] {
            let losses = hits.compactMap { $0.metrics["loss"] }
            #expect(losses == losses.sorted(by: >))
        }
        let final = try await store.finalOrder(runs)
        let found = try await final.rows(0..<final.count.number, columns: .these([]))
        #expect(final.count == .exactly(found.count))
        #expect(Set(hits.map(\.id)).isSubset(of: found.map(\.id)))
    }

    @Test func aFilterThatNothingMatchesIsProvisionalAtFirstToo() async throws {
        let filter = try Filter.parse("params.p3 = 'x' AND metrics.loss < 2", now: SampleRuns.now)
        let runs = Runs(experiments: nil, filter: filter)
        try await withLargeStore { path in
            let store = store(path)
            let first = try await store.order(runs)
            #expect(first.progress != nil)
            #expect(first.count == .atLeast(0))
            #expect(try await store.finalOrder(runs).count == .exactly(0))
        }
    }

    @Test func aSearchEndsWhenItIsToldTo() async throws {
        let filter = try #require(try Filter.parse("params.p3 = 'x'", now: SampleRuns.now))
        let condition = try #require(filter.sql)
        try await withLargeStore { path in
            let database = try Database(path: path, options: "mode=ro", busyTimeout: 1000)
            let statement = try database.prepare("SELECT 1 FROM runs r WHERE \(condition.sql)")
            try statement.bind(condition.values)
            var looks = 0
            let isOver = {
                looks += 1
                return looks == 3
            }
            let error = #expect(throws: SQLiteError.self) {
                try database.limited(until: isOver) { () throws(SQLiteError) in
                    try statement.step()
                }
            }
            #expect(error?.isInterrupted == true)
            #expect(looks == 3)
            // Nothing is left of the limit.
            #expect(try !statement.step())
            #expect(looks == 3)
        }
    }

    private func store(_ path: String) -> MLflowSQLite {
        MLflowSQLite(id: Source.ID("s"), path: path, budget: Budget(bytes: 1 << 30))
    }

    /// A store of more rows than are read in no time.
    private func withLargeStore(_ body: (String) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path("empty/mlflow.db"), as: "mlflow.db")
            let python = try #require(Fixtures.python)
            try await Companion(python, ["-c", Self.writer, path]).wait()
            try await body(path)
        }
    }

    private static let writer = """
        import random, sqlite3, sys
        base = sqlite3.connect(sys.argv[1])
        numbers = range(35_000)
        def insert(table, columns, rows):
            marks = ", ".join("?" for _ in columns.split())
            names = ", ".join(columns.split())
            base.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        insert("runs", "run_uuid name status start_time lifecycle_stage experiment_id", (
            (f"{i:032x}", f"run {i}", "FINISHED", i, "active", 0) for i in numbers))
        insert("params", "key value run_uuid", (
            (f"p{p}", str((i + p) % 8), f"{i:032x}") for i in numbers for p in range(9)))
        insert("latest_metrics", "key value timestamp step is_nan run_uuid", (
            ("loss", random.random(), i, 0, 0, f"{i:032x}") for i in numbers if i % 4))
        base.commit()
        """
}
