import Client
import Connectors
import Entities
import Glibc
import Pty
import TUI

/// A metric of a million samples, a run of 12,000 metrics and a large registry, in the store of
/// `make-long-store`.
struct LongBenchmark {
    let path: String

    private static let long = "e895ea93adcabf9577cf610423f3daf9"
    private static let wide = "9e5cf6bdc138b054126dbac5580f5c9c"

    func run(_ report: inout Report) async throws {
        try await chart(&report)
        try await keys(&report)
        try await registry(&report)
    }

    private func chart(_ report: inout Report) async throws {
        let store = Source.ID("long")
        let run = Run.ID(source: store, key: Self.long)
        var (first, moved): ([Double], [Double]) = ([], [])
        for _ in 0..<5 {
            let connector = MLflowSQLite(id: store, path: path, budget: Budget(bytes: 1 << 30))
            _ = try await connector.check()
            first.append(
                try await cost(connector, MetricSeries(run: run, key: "loss", columns: 300))
            )
            for zoom in 1...4 {
                let width = 1_000_000 >> Int64(zoom)
                let range = Int64(zoom * 1000)...Int64(zoom * 1000 + width)
                for smoothing in [0, 0.9] {
                    let question = MetricSeries(
                        run: run,
                        key: "loss",
                        columns: 300,
                        range: range,
                        smoothing: smoothing
                    )
                    moved.append(try await cost(connector, question))
                }
            }
        }
        report.add("chart of a metric of 1M samples, first", Cost.median(first), bound: 250)
        report.add("zoomed and panned, half of them smoothed", Cost.median(moved), bound: 16)
    }

    private func cost(_ store: MLflowSQLite, _ question: MetricSeries) async throws -> Double {
        let start = Cost.processor
        _ = try await store.series(question)
        return Cost.processor - start
    }

    /// Five times the program on the runs of the store.
    private func onRuns(_ body: (Pty, Int32) async throws -> Void) async throws {
        for _ in 0..<5 {
            let view = ["--view", "mldeck:runs/long"]
            let pty = try Pty(Pty.product("mldeck"), [path] + view, size: Size(120, 36))
            try await body(pty, pty.shows("wide-run").process)
            pty.type("\u{3}\u{3}")
            _ = try await pty.ended()
        }
    }

    private func keys(_ report: inout Report) async throws {
        var (opened, found): ([Double], [Double]) = ([], [])
        try await onRuns { pty, process in
            // The runs began together: the one whose id is less stands first.
            let before = Cost.processor(of: process)
            pty.type("\r")
            _ = try await pty.shows("Metrics 12,000")
            opened.append(Cost.processor(of: process) - before)
            pty.type("/norm_1199")
            _ = try await pty.shows("Metrics 10 ")
            let start = Cost.processor(of: process)
            pty.type("9")
            _ = try await pty.shows("Metrics 1 ")
            found.append(Cost.processor(of: process) - start)
        }
        report.add("a run of 12,000 metrics opened", Cost.median(opened), bound: 60)
        report.add("a key among them searched", Cost.median(found), bound: 16)
    }

    /// From the key to the last answer: the first picture comes before.
    private func registry(_ report: inout Report) async throws {
        var (models, versions): ([Double], [Double]) = ([], [])
        try await onRuns { pty, process in
            var before = Cost.processor(of: process)
            pty.type(":models\r")
            try await pty.wait("the models with their metrics") {
                $0.screen.text.split(separator: "val/auc ↑").count > 16
            }
            models.append(Cost.processor(of: process) - before)
            pty.type("G")
            _ = try await pty.shows("501 of 501")
            before = Cost.processor(of: process)
            pty.type("\r")
            _ = try await pty.shows("of 10,000")
            versions.append(Cost.processor(of: process) - before)
        }
        report.add("500 models of 20 versions opened", Cost.median(models), bound: 60)
        report.add("10,000 versions of a model opened", Cost.median(versions), bound: 150)
    }
}
