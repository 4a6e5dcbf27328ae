import Client
import Connectors
import Dashboard
import Entities
import Foundation
import TUI
import TestKit
import Testing

/// One after the other: one of them writes into a server.
@Suite(
    .serialized,
    .enabled(if: MLflowServers.areThere && Fixtures.areThere, MLflowServers.missing)
)
struct MLflowServerTests {
    @Test(arguments: MLflowServers.all)
    func keepsTheContract(_ server: MLflowServers) async throws {
        let store = try server.store()
        try await checkTrackingStore(store)
        let version = server.fixture == "mlflow-3" ? "MLflow 3." : "MLflow 2."
        #expect(try await store.check().hasPrefix(version))
    }

    @Test(arguments: MLflowServers.open)
    func everyOrderIsThatOfTheFile(_ server: MLflowServers) async throws {
        let (store, file) = (try server.store(), try server.file())
        let keys: [[SortKey]] = [
            [.newest], [SortKey(.metric("val/loss"))],
            [SortKey(.metric("val/auc"), descending: true), SortKey(.param("lr"))],
            [SortKey(.param("model")), SortKey(.attribute(.name), descending: true)],
            [SortKey(.attribute(.duration), descending: true)], [SortKey(.attribute(.end))],
            [SortKey(.attribute(.experiment)), SortKey(.tag("team"))],
            [SortKey(.attribute(.status)), SortKey(.attribute(.user))],
        ]
        for order in keys {
            for experiments in [nil, ["ranker"], ["nested", "churn"]] as [Set<String>?] {
                for isNested in [false, true] {
                    let runs = Runs(experiments: experiments, order: order, isNested: isNested)
                    try await compare(runs, store, file)
                }
            }
        }
    }

    @Test(arguments: MLflowServers.open)
    func everyFilterLetsTheSameRunsThrough(_ server: MLflowServers) async throws {
        let (store, file) = (try server.store(), try server.file())
        let filters = [
            "metrics.`val/loss` < 0.3 AND params.model = 'xgb'", "metrics.\"val/auc\" != 0.9",
            "params.lr IS NULL", "tags.team IS NOT NULL and status = 'FINISHED'",
            "run_name ILIKE '%FOX%'", "params.model = 'xgb' OR metrics.`val/loss` < 0.3",
            "NOT (params.depth = '3') AND tags.team = 'growth'", "params.model IN ('xgb', 'mlp')",
            "run_name ~ 'fox-1[0-9]$'", "swift", "dataset.name LIKE 'churn%'",
            "params.model = 'it''s'", "start_time > 1795380000000",
        ]
        for text in filters {
            let filter = try Filter.parse(text, now: SampleRuns.now)
            for order in [SortKey.newest, SortKey(.metric("val/loss"), descending: true)] {
                let runs = Runs(experiments: nil, filter: filter, order: [order])
                try await compare(runs, store, file, text)
            }
        }
    }

    @Test(arguments: MLflowServers.all)
    func screensAreThoseOfTheFile(_ server: MLflowServers) async throws {
        for locator in ["mldeck:runs/churn", "mldeck:runs/nested", "mldeck:runs/*"] {
            let size = Size(140, 40)
            let asked = Stage([try server.store()], opening: locator, size: size)
            let read = Stage([try server.file()], opening: locator, size: size)
            let pictures = (try await asked.picture().text, try await read.picture().text)
            #expect(pictures.0 == pictures.1, "\(locator)")
        }
    }

    @Test(arguments: MLflowServers.open)
    func experimentsFieldsAndSeriesAreThoseOfTheFile(_ server: MLflowServers) async throws {
        let (store, file) = (try server.store(), try server.file())
        for question in [Experiments(), Experiments(isCounted: true)] {
            let asked = try await finished(question, store)
            let read = try await finished(question, file)
            #expect(asked.map(\.name) == read.map(\.name))
            #expect(asked.map(\.isDeleted) == read.map(\.isDeleted))
            // The file takes the run that was logged last for the newest, where none are counted.
            let isCounted = question.isCounted
            #expect(!isCounted || asked.map(\.lastActivity) == read.map(\.lastActivity))
            #expect(asked.map(\.activity?.runs) == read.map(\.activity?.runs))
        }
        let fields = RunFields(experiments: ["churn"])
        #expect(try await store.fields(fields) == file.fields(fields))
        let order = try await store.order(Runs(experiments: ["churn"]))
        for run in try await order.rows(0..<60, columns: .these([])) {
            for columns in [7, 100] {
                let series = MetricSeries(run: run.id, key: "val/loss", columns: columns)
                let (asked, read) = (try await store.series(series), try await file.series(series))
                #expect("\(asked)" == "\(read)", "\(run.name)")
            }
            let detail = try await store.detail(WholeRun(run.id))
            let read = try await file.detail(WholeRun(run.id))
            #expect("\(sorted(detail.run))" == "\(sorted(read.run))")
            #expect(detail.artifactURI == read.artifactURI)
            #expect(detail.datasets.map(\.name) == read.datasets.map(\.name))
        }
    }

    @Test(arguments: MLflowServers.open)
    func aWriterIsFollowed(_ server: MLflowServers) async throws {
        let name = "followed-\(UUID())"
        let made = try await server.tell("experiments/create", #"{"name": "\#(name)"}"#)
        let experiment = try #require(made["experiment_id"] as? String)
        let store = try server.store()
        let sorted = Runs(experiments: [name], order: [SortKey(.attribute(.duration))])
        let newest = Runs(experiments: [name], isNested: true)
        #expect(try await store.finalOrder(newest).count == .exactly(0))
        var ids: [String] = []
        for (number, metric) in ["0.5", "\"NaN\"", "\"Infinity\""].enumerated() {
            let start = 1_795_392_000_000 + number
            let run = try await server.tell(
                "runs/create",
                #"{"experiment_id": "\#(experiment)", "start_time": \#(start)}"#
            )
            let info = (run["run"] as? [String: Any])?["info"] as? [String: Any]
            let id = try #require(info?["run_id"] as? String)
            ids.insert(id, at: 0)
            let place = #""timestamp": 1, "step": 9007199254740993"#
            let logged = #"{"run_id": "\#(id)", "key": "m", "value": \#(metric), \#(place)}"#
            _ = try await server.tell("runs/log-metric", logged)
        }
        try await eventually { try await keys(store.finalOrder(newest)) == ids }
        try await eventually { try await keys(store.finalOrder(sorted)).count == 3 }
        let rows = try await store.finalOrder(newest).rows(0..<3, columns: .all)
        #expect("\(rows.map { $0.metrics["m"] ?? 0 })" == "[inf, nan, 0.5]")
        let series = MetricSeries(run: rows[2].id, key: "m", columns: 50)
        #expect(try await store.series(series).lastStep == 9_007_199_254_740_993)
        let ended = #"{"run_id": "\#(ids[0])", "status": "FAILED", "end_time": 1795392009000}"#
        _ = try await server.tell("runs/update", ended)
        try await eventually {
            let rows = try await store.finalOrder(sorted).rows(0..<1, columns: .these([]))
            return rows.first?.status == .failed
        }
        for id in ids { _ = try await server.tell("runs/delete", #"{"run_id": "\#(id)"}"#) }
        try await eventually { try await store.finalOrder(newest).count == .exactly(0) }
        try await eventually { try await store.finalOrder(sorted).count == .exactly(0) }
        _ = try await server.tell("experiments/delete", #"{"experiment_id": "\#(experiment)"}"#)
    }

    @Test func aWorkspaceIsNotNamedToAServerWithoutAny() async throws {
        let server = MLflowServers.all[0]
        let store = MLflowServer(
            id: Source.ID("m"),
            access: try server.access(),
            budget: Budget(bytes: 1 << 20),
            workspace: "team"
        )
        #expect(try await store.experiments(Experiments()).experiments.count >= 4)
    }

    private func compare(
        _ runs: Runs,
        _ store: MLflowServer,
        _ file: MLflowSQLite,
        _ text: String = ""
    ) async throws {
        let (asked, read) = (try await store.finalOrder(runs), try await file.finalOrder(runs))
        #expect(asked.count == read.count, "\(text) \(runs)")
        let ours = try await asked.rows(0..<asked.count.number, columns: .all)
        let right = try await read.rows(0..<read.count.number, columns: .all)
        #expect(ours.map(\.name) == right.map(\.name), "\(text) \(runs)")
        for (left, right) in zip(ours, right) where left.name == right.name {
            let isSame = "\(sorted(left))" == "\(sorted(right))"
            #expect(isSame, "\(text) \(left) \(right)")
        }
    }

    /// Everything a run shows, in an order that does not depend on chance.
    private func sorted(_ run: Run) -> [String] {
        let values =
            run.metrics.map { "\($0): \($1)" } + run.params.map { "\($0): \($1)" }
            + run.tags.map { "\($0): \($1)" }
        let facts = "\(run.id) \(run.experimentName) \(run.name) \(run.status) \(run.user)"
        let place = "\(run.depth) \(run.children)"
        return [facts, place, "\(run.start as Any) \(run.end as Any)"] + values.sorted()
    }

    private func keys(_ order: any RunOrder) async throws -> [String] {
        try await order.rows(0..<order.count.number, columns: .these([])).map(\.id.key)
    }

    private func finished(
        _ question: Experiments,
        _ store: any TrackingStore
    ) async throws -> [Experiment] {
        var answer = try await store.experiments(question)
        try await eventually {
            answer = try await store.experiments(question)
            return answer.isFinal
        }
        return answer.experiments.filter { !$0.name.hasPrefix("followed-") }
    }
}
