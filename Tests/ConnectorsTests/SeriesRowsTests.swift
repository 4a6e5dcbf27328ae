import Client
import Connectors
import Entities
import SQLite
import TestKit
import Testing

/// Every sample of a metric is read exactly once, however its rows lie in the file.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct SeriesRowsTests {
    /// The steps of the samples in the order of their rows, in Python.
    private static let layouts = [
        "range(n)", "random.sample(range(n), n)", "[i // 2 for i in range(n)]", "[7] * n",
    ]
    /// So many rows of others stand behind a sample's.
    private static let neighbours = ["0", "3", "i > n // 2 and 4"]
    private static let missing = ["index_metrics_run_uuid", "index_metrics_run_uuid_key_step"]
    private static let count = 10_000

    @Test(arguments: layouts, neighbours)
    func everySampleIsReadOnce(_ layout: String, _ neighbours: String) async throws {
        try await check([layout, neighbours, ""])
    }

    @Test(arguments: layouts, missing)
    func everySampleIsReadOnceWithoutAnIndex(_ layout: String, _ index: String) async throws {
        try await check([layout, "i % 3 == 0", index])
    }

    /// Twice: a chart that is there takes in what a writer adds.
    private func check(_ arguments: [String]) async throws {
        let seed = Int.random(in: 0..<1_000_000)
        try await withTemporaryFolder { folder in
            let path = try folder.copy(Fixtures.path("empty/mlflow.db"), as: "mlflow.db")
            let store = MLflowSQLite(id: Source.ID("s"), path: path, budget: Budget(bytes: 1 << 30))
            for part in 1...2 {
                let script = [Self.writer, path, "\(seed + part)", "\(Self.count)"] + arguments
                let writer = try Companion(try #require(Fixtures.python), ["-c"] + script)
                try await writer.wait()
                let samples = try samples(in: path)
                try #require(samples.values.reduce(0) { $0 + $1.count } == Self.count * part)
                try await compare(store, samples, Comment(rawValue: "seed \(seed)"))
            }
        }
    }

    private func compare(
        _ store: MLflowSQLite,
        _ samples: [Int64: [Double]],
        _ comment: Comment
    ) async throws {
        let values = samples.values.joined()
        let steps = Int(samples.keys.max() ?? 0) - Int(samples.keys.min() ?? 0) + 1
        var question = MetricSeries(
            run: Run.ID(source: Source.ID("s"), key: "a"),
            key: "loss",
            columns: 20
        )
        let sparkline = try await store.series(question)
        question.range = (samples.keys.min() ?? 0)...(samples.keys.max() ?? 0)
        question.columns = steps
        let chart = try await store.series(question)
        for series in [sparkline, chart] {
            #expect(series.count == values.count, comment)
            #expect(series.least?.value == values.min(), comment)
            #expect(series.greatest?.value == values.max(), comment)
        }
        let columns = samples.sorted { $0.key < $1.key }.map { _, values in
            Series.Bucket(values.min() ?? 0, values.max() ?? 0, values.last ?? 0)
        }
        #expect(chart.buckets.compactMap { $0 } == columns, comment)
        question = MetricSeries(run: question.run, key: "loss", columns: 100, axis: .time)
        #expect(try await store.series(question).whole == 1...Int64(Self.count), comment)
    }

    /// The values at each step, in the order of their rows.
    private func samples(in path: String) throws -> [Int64: [Double]] {
        let database = try Database(path: path, options: "mode=ro", busyTimeout: 1000)
        let statement = try database.prepare(
            "SELECT step, value FROM metrics WHERE run_uuid = 'a' AND key = 'loss' ORDER BY rowid"
        )
        var samples: [Int64: [Double]] = [:]
        while try statement.step() {
            samples[statement.integer(0), default: []].append(statement.real(1))
        }
        return samples
    }

    private static let writer = """
        import random, sqlite3, sys
        path, seed, n, steps, others, index = sys.argv[1:]
        random.seed(int(seed))
        n = int(n)
        base = sqlite3.connect(path)
        if index: base.execute(f"DROP INDEX IF EXISTS {index}")
        def row(run, key, i, step): return (key, random.random(), i + 1, run, step, 0)
        rows = []
        for i, step in enumerate(eval(steps)):
            rows.append(row("a", "loss", i, step))
            for other in range(int(eval(others))):
                rows.append(row("ab"[other % 2], ["acc", "loss"][other % 2], i, step))
        base.executemany("INSERT INTO metrics VALUES (?, ?, ?, ?, ?, ?)", rows)
        base.commit()
        """
}
