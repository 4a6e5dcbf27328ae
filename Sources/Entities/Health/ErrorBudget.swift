/// How much of what may go wrong has gone wrong: the error budget of an objective.
///
/// Betsy Beyer et al., The Site Reliability Workbook, chapter 5: alerting on burn rates over
/// several windows.
public struct ErrorBudget: Hashable, Sendable {
    /// What is to be held.
    public var objective: Objective
    /// The share that did not hold it, of requests for errors and of time for all else, by how many
    /// seconds were looked back; what was not measured is not there.
    public var bad: [Int: Double]

    /// The budget of an objective.
    public init(_ objective: Objective, bad: [Int: Double]) {
        (self.objective, self.bad) = (objective, bad)
    }

    /// Thirty days, in seconds: what a budget is for.
    public static let period = 2_592_000
    /// An hour, in seconds.
    public static let hour = 3600

    /// The pairs of windows that burn rates are judged over, in seconds, with the rate from which
    /// on both together mean that somebody must act: at once, or soon.
    public static let burns: [(long: Int, short: Int, rate: Double, isUrgent: Bool)] = [
        (3600, 300, 14.4, true), (21_600, 1800, 6, true),
        (86_400, 7200, 3, false), (259_200, 21_600, 1, false),
    ]

    /// Every window that is looked at, in seconds.
    public static let windows = Set(burns.flatMap { [$0.long, $0.short] } + [period]).sorted()

    /// The share that may go wrong.
    public var allowed: Double { 1 - objective.target }

    /// How much of the budget of thirty days is left, below 0 where it is overdrawn.
    ///
    /// Nil where nothing was measured. Where less than thirty days were measured it is of these.
    public var left: Double? {
        let longest = bad.keys.max().flatMap { bad[$0] }
        return (bad[Self.period] ?? longest).map { 1 - $0 / allowed }
    }

    /// How many times as fast as is sustainable it burns within so many seconds.
    public func burn(over seconds: Int) -> Double? { bad[seconds].map { $0 / allowed } }

    /// How it burns now: the first pair of windows that both are above their rate.
    public var alarm: (rate: Double, hours: Int, isUrgent: Bool)? {
        for pair in Self.burns {
            guard let long = burn(over: pair.long), let short = burn(over: pair.short),
                long > pair.rate, short > pair.rate
            else { continue }
            return (long, pair.long / 3600, pair.isUrgent)
        }
        return nil
    }

    /// In how many seconds it is empty at the rate of the last hour; nil where it is not burning,
    /// or empty already.
    public var emptyIn: Double? {
        guard let left, left > 0, let rate = burn(over: Self.hour), rate > 1 else { return nil }
        return left * Double(Self.period) / rate
    }
}
