import Entities

/// How fast a service of the demo burns its error budget: minute by minute, six hours back.
struct DemoBurn {
    private static let (minute, depth): (Int64, Int) = (60_000, 360)
    private let objective: Objective
    /// What is taken to have been longer ago.
    private let usual: Double
    private let first: Int64
    /// Of each minute, the sum of the shares that did not hold up to it.
    private let sums: [Double]

    /// The budget of an objective, to be looked at from a moment to another.
    init(_ meter: DemoMeter, _ objective: Objective, from: Instant, until: Instant) {
        self.objective = objective
        let measure = objective.measure
        let isErrors = measure == .errors
        usual = isErrors ? meter.service.usual[.errors] ?? 0 : meter.service.lapses
        first = from.milliseconds / Self.minute - Int64(Self.depth)
        var sums = [0.0]
        for minute in first...max(first, until.milliseconds / Self.minute) {
            let value = meter.value(measure, at: Instant(milliseconds: minute * Self.minute))
            sums.append(sums[sums.count - 1] + (isErrors ? value : objective.holds(value) ? 0 : 1))
        }
        self.sums = sums
    }

    /// The share that did not hold within so many seconds up to a moment.
    func bad(over seconds: Int, at moment: Instant) -> Double {
        let wanted = max(1, seconds / 60)
        let end = max(1, min(sums.count - 1, Int(moment.milliseconds / Self.minute - first) + 1))
        let start = max(0, end - min(wanted, Self.depth))
        let rest = Double(wanted - (end - start)) * usual
        return (sums[end] - sums[start] + rest) / Double(wanted)
    }

    /// How many times as fast as is sustainable it burns.
    func rate(over seconds: Int, at moment: Instant) -> Double {
        bad(over: seconds, at: moment) / (1 - objective.target)
    }

    /// The budget at a moment.
    func budget(at moment: Instant) -> ErrorBudget {
        let shares = ErrorBudget.windows.map { ($0, bad(over: $0, at: moment)) }
        return ErrorBudget(objective, bad: Dictionary(uniqueKeysWithValues: shares))
    }
}
