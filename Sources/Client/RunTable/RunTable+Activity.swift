import Entities

extension RunTable {
    private static let day: Int64 = 86_400_000

    /// The experiments with the start of their newest runs and their runs counted, as far as read.
    public func countedExperiments(now: Instant, isComplete: Bool) -> [Experiment] {
        var experiments = experiments
        var counts = Array(repeating: Experiment.Activity(), count: experiments.count)
        var numbers = Array(repeating: 0, count: experiments.count)
        var newest = Array(repeating: RunTable.noTime, count: experiments.count)
        for slot in 0..<count {
            guard let status = status(slot) else { continue }
            let code = experiment(slot)
            numbers[code] += 1
            let start = start(slot)
            newest[code] = max(newest[code], start)
            counts[code].add(status, daysAgo: RunTable.daysAgo(start, now))
        }
        for code in experiments.indices {
            counts[code].runs = isComplete ? .exactly(numbers[code]) : .atLeast(numbers[code])
            experiments[code].activity = counts[code]
            guard newest[code] != RunTable.noTime else { continue }
            experiments[code].lastActivity = Instant(milliseconds: newest[code])
        }
        return experiments
    }

    /// Whole days back from now; nil where it is longer ago than anybody asks.
    private static func daysAgo(_ start: Int64, _ now: Instant) -> Int? {
        let (ago, isBeyond) = now.milliseconds.subtractingReportingOverflow(start)
        guard !isBeyond, ago < day * Int64(Experiment.Activity.days) else { return nil }
        return max(0, Int(ago / day))
    }
}

extension Experiment.Activity {
    fileprivate mutating func add(_ status: Run.Status, daysAgo: Int?) {
        if status == .running { running += 1 }
        guard let daysAgo else { return }
        daily[daily.count - 1 - daysAgo] += 1
        if daysAgo == 0, status == .failed { failedLately += 1 }
    }
}
