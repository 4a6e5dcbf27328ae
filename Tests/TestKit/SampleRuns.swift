import Entities

/// Runs for tests: what they hold follows from their numbers.
public enum SampleRuns {
    /// The time of all pictures: 2026-11-23T09:14:00Z.
    public static let now = Instant(milliseconds: 1_795_425_240_000)

    private static let names = [
        "swift-fox", "calm-otter", "brave-heron", "amber-lynx", "dusky-lynx", "quiet-finch",
        "lucid-egret", "keen-fox", "tidy-raven", "rapid-wolf", "noble-swan", "solar-tapir",
    ]

    /// So many runs of an experiment, the newest first, half an hour apart.
    public static func runs(_ count: Int, experiment: String = "churn") -> [Run] {
        (0..<count).map { run($0, experiment: experiment) }
    }

    /// The run of a number.
    public static func run(_ number: Int, experiment: String = "churn") -> Run {
        let source = Source.ID("memory")
        let start = Instant(milliseconds: now.milliseconds - Int64(number + 1) * 1_800_000)
        let status = Run.Status.allCases[number % 7 < 5 ? number % 7 : 2]
        var run = Run(
            id: Run.ID(source: source, key: "run-\(number)"),
            experiment: Experiment.ID(source: source, key: experiment),
            experimentName: experiment,
            name: "\(names[number % names.count])-\(number)",
            status: status,
            start: start,
            end: status == .running || status == .scheduled
                ? nil
                : Instant(milliseconds: start.milliseconds + 1_500_000 + Int64(number) * 7000),
            user: ["ana", "mei", "ci"][number % 3]
        )
        run.metrics = [
            "val/loss": 0.23 + Double((number * 7919) % 100) / 400,
            "val/auc": number % 9 == 4 ? .nan : 0.9 - Double((number * 31) % 50) / 1000,
        ]
        run.params = [
            "lr": ["0.01", "0.02", "0.05"][number % 3], "model": number % 4 == 0 ? "lgbm" : "xgb",
        ]
        return run
    }
}
