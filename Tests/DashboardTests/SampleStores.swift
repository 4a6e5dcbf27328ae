import Entities
import TUI
import TestKit

/// Stores with several experiments, for the panes that show all of them.
enum SampleStores {
    /// Three stores that share an experiment; each logs a metric of its own.
    static func several() -> [MemoryStore] {
        [
            MemoryStore(
                "mlflow",
                runs(of: "churn", 60, hours: 5, metric: "val/auc")
                    + runs(of: "fraud", 12, hours: 9, since: 3, metric: "val/auc")
                    + runs(of: "demand-forecast-of-all-the-stores", 4, hours: 48, since: 60)
            ),
            MemoryStore(
                "wandb",
                runs(of: "churn", 8, hours: 20, since: 1, metric: "eval/loss")
                    + runs(of: "support-8b-sft", 30, hours: 2, since: 26, metric: "eval/loss")
            ),
            MemoryStore("tb", runs(of: "embeddings", 3, hours: 1, metric: "grad/norm")),
        ]
    }

    /// Runs of an experiment so many hours apart, the newest `since` hours ago.
    static func runs(
        of experiment: String,
        _ count: Int,
        hours: Int,
        since: Int = 0,
        metric: String? = nil
    ) -> [Run] {
        (0..<count).map { number in
            var run = SampleRuns.run(number, experiment: experiment)
            let ago = Int64(since + number * hours) * 3_600_000 + 240_000
            run.id.key = "\(experiment)-\(number)"
            run.start = Instant(milliseconds: SampleRuns.now.milliseconds - ago)
            if run.end != nil {
                run.end = Instant(milliseconds: SampleRuns.now.milliseconds - ago + 180_000)
            }
            run.metrics = metric.map { [$0: run.metrics["val/loss"] ?? 0] } ?? [:]
            return run
        }
    }
}
