import Client
import Connectors
import Entities

/// Sorting and paging one store, in this process.
struct StoreBenchmark {
    let path: String
    let isLarge: Bool

    private static let metrics = ["val/loss", "val/auc", "train/loss", "train/auc", "epoch_s"]
    private static let experiment: Set<String> = ["ranker-sweep"]

    private static let filter = "params.lr = '0.03' AND metrics.`val/loss` < 0.25"

    func run(_ report: inout Report) {
        filter(&report)
        sort(&report)
    }

    /// About one run of a hundred is found, by a store that has read nothing but the runs.
    private func filter(_ report: inout Report) {
        guard let filter = try? Filter.parse(Self.filter, now: .systemNow) else { return }
        var (first, final): ([Double], [Double]) = ([], [])
        for _ in 0..<3 {
            let asker = asker()
            _ = asker.cost(of: Runs(experiments: Self.experiment))
            let order = [SortKey(.metric("val/loss"))]
            let cost = asker.cost(of: Runs(experiments: nil, filter: filter, order: order))
            first.append(cost.first)
            final.append(cost.final)
        }
        let bound: Double = isLarge ? 1800 : 60
        report.add("filter on a metric and a param, sort", Cost.median(final), bound: bound)
        report.add("its first hits", Cost.median(first), bound: 60)
    }

    private func asker() -> Asker {
        Asker(MLflowSQLite(id: Source.ID("store"), path: path, budget: Budget(bytes: 1 << 30)))
    }

    private func sort(_ report: inout Report) {
        var (first, provisional, loaded): ([Double], [Double], [Double]) = ([], [], [])
        var (turned, paged): ([Double], [Double]) = ([], [])
        let asker = asker()
        _ = asker.cost(of: Runs(experiments: Self.experiment))
        for key in Self.metrics {
            let up = SortKey(.metric(key))
            let down = SortKey(.metric(key), descending: true)
            let rows = 0..<100
            // All runs first: the column is loaded, the order of the experiment is not known yet.
            let cost = asker.cost(of: Runs(experiments: nil, order: [up]), rows: rows)
            first.append(cost.final)
            provisional.append(cost.first)
            let runs = Runs(experiments: Self.experiment, order: [up])
            loaded.append(asker.cost(of: runs, rows: rows).final)
            turned.append(asker.cost(of: Runs(experiments: Self.experiment, order: [down])).final)
            for start in stride(from: 0, to: isLarge ? 490_000 : 4_900, by: isLarge ? 98_000 : 980)
            {
                paged.append(asker.cost(of: runs, rows: start..<(start + 100)).final)
            }
        }
        report.add("sort by a metric, first", Cost.median(first), bound: isLarge ? 1200 : 60)
        report.add("the first provisional rows of it", provisional.max() ?? 0, bound: 100)
        report.add("sort, column loaded", Cost.median(loaded), bound: isLarge ? 200 : 10)
        report.add("sort turned round", Cost.median(turned), bound: isLarge ? 16 : 4)
        report.add("any page to any other", Cost.median(paged), bound: 16)
    }
}
