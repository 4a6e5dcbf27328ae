import Client
import Connectors
import Dashboard
import Entities
import TUI
import TestKit
import Testing

@Suite(.enabled(if: Fixtures.areThere, Comment(rawValue: Fixtures.missing)))
struct HazardTests {
    /// What a damaged store must answer.
    private enum Outcome: Equatable {
        /// All questions are answered.
        case answers
        /// One sentence says what is wrong.
        case says(String)
        /// Either, but never a crash.
        case either
    }

    private func outcome(of hazard: Hazard) -> Outcome {
        switch hazard {
        case .gone: .says("has no file")
        case .aFolder: .says("cannot be reached")
        case .noBytes: .says("the file is empty")
        case .notADatabase: .says("it is not a SQLite database")
        case .truncated, .corruptPages: .either
        case .locked: .says("is locked by a writer")
        case .withoutTables: .says("it has no table latest_metrics")
        case .withoutColumns: .says("runs has no status")
        case .newerSchema, .withoutRuns, .hostileText, .manyExperiments, .malformedValues: .answers
        }
    }

    @Test(arguments: Hazard.allCases)
    func isSurvived(_ hazard: Hazard) async throws {
        let seed = UInt64.random(in: .min ... .max)
        try await withTemporaryFolder { folder in
            let damage = try await Damage(hazard, in: folder, seed: seed)
            defer { damage.end() }
            let store = MLflowSQLite(
                id: Source.ID("damaged"),
                path: damage.path,
                budget: Budget(bytes: 1 << 30)
            )
            let failures = await failures(of: store)
            for failure in failures {
                #expect(failure.source.name == "damaged" && failure.message.hasPrefix("damaged "))
                let isOneLine =
                    failure.message.count < 300 && !failure.message.contains(where: \.isNewline)
                #expect(isOneLine, "\(failure.message), seed \(seed)")
            }
            switch outcome(of: hazard) {
            case .answers: #expect(failures.isEmpty, "\(failures), seed \(seed)")
            case .says(let words):
                #expect(!failures.isEmpty)
                #expect(failures.allSatisfy { $0.message.contains(words) }, "\(failures)")
            case .either: break
            }
            try await othersGoOn(beside: store, seed: seed)
        }
    }

    /// Asks everything there is to ask and returns what went wrong.
    private func failures(of store: MLflowSQLite) async -> [Failure] {
        var failures: [Failure] = []
        func attempt(_ body: () async throws -> Void) async {
            do { try await body() } catch let failure as Failure { failures.append(failure) } catch
            {
                Issue.record(error)
            }
        }
        await attempt { _ = try await store.experiments(Experiments()).experiments }
        await attempt { _ = try await store.fields(RunFields(experiments: nil, isComplete: true)) }
        let churn = RegisteredModel.ID(source: store.source.id, name: "churn")
        await attempt { _ = try await store.models() }
        await attempt { _ = try await store.versions(of: churn) }
        for key in [SortKey.newest, SortKey(.metric("val/loss")), SortKey(.param("lr"))] {
            await attempt {
                let runs = Runs(experiments: nil, order: [key], isNested: true)
                var order = try await store.order(runs)
                for _ in 0..<200 where order.progress != nil { order = try await store.order(runs) }
                let count = min(200, order.count.number)
                for run in try await order.rows(0..<count, columns: .all) {
                    let series = MetricSeries(run: run.id, key: "val/loss", columns: 10)
                    _ = try await store.series(series)
                    _ = try await store.series(
                        MetricSeries(run: run.id, key: "val/loss", columns: 99, axis: .time)
                    )
                    _ = try await store.detail(WholeRun(run.id))
                }
            }
        }
        return failures
    }

    /// A healthy store beside it is shown, and the damaged one is named.
    private func othersGoOn(beside damaged: MLflowSQLite, seed: UInt64) async throws {
        let healthy = MemoryStore("healthy", SampleRuns.runs(5))
        let stage = Stage([damaged, healthy], opening: "mldeck:runs/churn")
        stage.take(.input(.resize(Size(120, 36))))
        try await stage.settle()
        let text = stage.dashboard.draw().text
        #expect(text.contains("swift-fox-0") || text.contains("Runs"), "seed \(seed)")
        for line in text.split(separator: "\n") { #expect(Width.of(String(line)) <= 120) }
    }

    @Test func hostileTextAndTwelveThousandKeysAreDrawnSafely() async throws {
        let store = MLflowSQLite(
            id: Source.ID("hostile"),
            path: try Fixtures.path("hostile/mlflow.db"),
            budget: Budget(bytes: 1 << 30)
        )
        let stage = Stage([store], opening: "mldeck:runs/*", size: Size(120, 40))
        for keys in ["", "G", "o", "metric-1", "<esc>", ":runs <tab>"] {
            try await stage.type(keys)
            let canvas = stage.dashboard.draw()
            let bytes = canvas.text.unicodeScalars
            let harmful = bytes.filter {
                $0.value < 0x20 && $0 != "\n" || (0x7F..<0xA0) ~= $0.value
            }
            #expect(harmful.isEmpty)
        }
    }

    @Test func fiveThousandExperimentsAreCompletedByName() async throws {
        let store = MLflowSQLite(
            id: Source.ID("many"),
            path: try Fixtures.path("many-experiments/mlflow.db"),
            budget: Budget(bytes: 1 << 30)
        )
        let experiments = try await store.experiments(Experiments()).experiments
        #expect(experiments.count >= 5000)
        let stage = Stage([store])
        try await stage.type(":runs ")
        #expect(try await stage.picture().text.contains("5,00"))
    }
}
