import Client
import Connectors
import Entities
import Glibc
import Pty
import TUI

/// A metric of a million samples and a run of 12,000 metrics, in the store of `make-long-store`.
struct LongBenchmark {
    let path: String

    private static let long = "e895ea93adcabf9577cf610423f3daf9"
    private static let wide = "9e5cf6bdc138b054126dbac5580f5c9c"

    func run(_ report: inout Report) async throws {
        try await chart(&report)
        try await keys(&report)
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

    private func keys(_ report: inout Report) async throws {
        var (opened, found): ([Double], [Double]) = ([], [])
        for _ in 0..<5 {
            let pty = try Pty(
                Pty.product("mldeck"),
                [path, "--view", "mldeck:runs/long"],
                size: Size(120, 36)
            )
            let moment = try await pty.shows("wide-run")
            // The runs began together: the one whose id is less stands first.
            let before = Cost.processor(of: moment.process)
            pty.type("\r")
            _ = try await pty.shows("Metrics 12,000")
            opened.append(Cost.processor(of: moment.process) - before)
            pty.type("/norm_1199")
            _ = try await pty.shows("Metrics 10 ")
            let start = Cost.processor(of: moment.process)
            pty.type("9")
            _ = try await pty.shows("Metrics 1 ")
            found.append(Cost.processor(of: moment.process) - start)
            pty.type("\u{3}\u{3}")
            _ = try await pty.ended()
        }
        report.add("a run of 12,000 metrics opened", Cost.median(opened), bound: 60)
        report.add("a key among them searched", Cost.median(found), bound: 16)
    }
}
