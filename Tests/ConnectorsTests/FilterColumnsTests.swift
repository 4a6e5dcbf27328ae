import Connectors
import Entities
import SQLite
import TestKit
import Testing

/// Fields beyond MLflow's are what the store's own tables say.
@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct FilterColumnsTests {
    private func found(_ text: String, by order: [SortKey] = [.newest]) async throws -> [String] {
        let searches = try RunSearches(Fixtures.path("mlflow-3/mlflow.db"))
        return try await searches.byColumns(
            try Filter.parse(text, now: SampleRuns.now),
            order
        )
    }

    private func ids(_ condition: String) throws -> Set<String> {
        let path = try Fixtures.path("mlflow-3/mlflow.db")
        let database = try Database(path: path, options: "mode=ro", busyTimeout: 1000)
        let statement = try database.prepare(
            """
            SELECT run_uuid FROM runs r JOIN experiments e USING (experiment_id)
            WHERE r.lifecycle_stage = 'active' AND e.lifecycle_stage = 'active' AND \(condition)
            """
        )
        var ids: Set<String> = []
        while try statement.step() { ids.insert(statement.text(0) ?? "") }
        return ids
    }

    @Test(arguments: [
        ("min(metrics.val/loss) < 0.3", "min", "val/loss", "< 0.3"),
        ("max(metrics.train/loss) >= 0.65", "max", "train/loss", ">= 0.65"),
        ("max(metrics.val/auc) < 0.8", "max", "val/auc", "< 0.8"),
    ])
    func theEndsOfAMetricsCourseAreFound(
        _ filter: String,
        _ function: String,
        _ key: String,
        _ test: String
    ) async throws {
        let expected = try ids(
            """
            (SELECT \(function)(value) FROM metrics m WHERE m.run_uuid = r.run_uuid
            AND key = '\(key)' AND is_nan = 0) \(test)
            """
        )
        #expect(!expected.isEmpty)
        #expect(try await Set(found(filter)) == expected)
    }

    @Test func theValueAtAStepIsFound() async throws {
        let expected = try ids(
            """
            EXISTS (SELECT 1 FROM metrics m WHERE m.run_uuid = r.run_uuid AND key = 'val/loss'
            AND step = 100 AND is_nan = 0 AND value < 0.5)
            """
        )
        #expect(!expected.isEmpty)
        #expect(try await Set(found("metrics.`val/loss`@100 < 0.5")) == expected)
        #expect(try await found("metrics.`val/loss`@101 IS NOT NULL").isEmpty)
    }

    @Test func runsAreSortedByTheLowestValueToo() async throws {
        let key = try #require(SortKey("min(metrics.val/loss)"))
        let sorted = try await found("metrics.val/loss < 10", by: [key])
        let best = try ids(
            """
            r.run_uuid = (SELECT m.run_uuid FROM metrics m JOIN runs x USING (run_uuid)
            JOIN latest_metrics l ON l.run_uuid = m.run_uuid AND l.key = m.key
            JOIN experiments y USING (experiment_id)
            WHERE m.key = 'val/loss' AND m.is_nan = 0 AND x.lifecycle_stage = 'active'
            AND y.lifecycle_stage = 'active' AND l.is_nan = 0 AND l.value < 10
            ORDER BY m.value LIMIT 1)
            """
        )
        #expect(Set(sorted.prefix(1)) == best)
    }

    @Test func wordsAreLookedForInTagsButNotInMLflowsOwn() async throws {
        let growth = try await found("GROWTH")
        #expect(try await Set(found("tags.team = 'growth'")) == Set(growth))
        #expect(!growth.isEmpty)
        #expect(try await found("train.py").isEmpty)
        let fox = try await found("fox NOT growth")
        let expected = try ids(
            """
            r.name LIKE '%fox%'
            AND r.run_uuid NOT IN (SELECT run_uuid FROM tags WHERE value = 'growth')
            """
        )
        #expect(Set(fox) == expected)
    }

    @Test(arguments: [
        "RISK", "NOT fox", "status = 'FAILED' OR (tags.team = 'risk' AND params.lr IS NULL)",
        "duration > 20m", "user_id = 'x' OR NOT dataset.digest LIKE '9F%'",
        "run_name LIKE '%[f]ox*?%' OR run_name LIKE 'swift_f%'", "metrics.val/loss != 0",
        "NOT metrics.val/loss < 0.4", "end_time IS NULL", "metrics.val/loss IS NULL",
        "run_name < 'b'", "dataset.context NOT IN ('x')",
    ])
    func whatSQLiteDecidesItDecidesTheSame(_ text: String) async throws {
        let searches = try RunSearches(Fixtures.path("mlflow-3/mlflow.db"))
        let filter = try #require(try Filter.parse(text, now: SampleRuns.now))
        let bySQL = try #require(try searches.bySQL(filter))
        #expect(try await Set(searches.byColumns(filter, [.newest])) == Set(bySQL))
    }

    @Test(arguments: [
        "params.lr > 0.01", "run_name ~ 'fox'", "min(metrics.val/loss) < 1", "store = 'm'",
        "run_name LIKE '%a%a%a%a%a%'", "run_id = '\u{0}'", "experiment = 'churn'",
        Array(repeating: "status = 'x'", count: 300).joined(separator: " OR "),
    ])
    func whatSQLiteWouldDecideOtherwiseIsNotHandedOver(_ text: String) throws {
        let filter = try #require(try Filter.parse(text, now: SampleRuns.now))
        #expect(filter.sql == nil)
    }
}
