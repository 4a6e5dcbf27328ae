/// A share: how many of so many trials hit.
public struct Proportion: Hashable, Sendable {
    /// How many hit.
    public var hits: Double
    /// How many there were.
    public var trials: Double

    /// A share of trials; rates give counts that are not whole.
    public init(hits: Double, trials: Double) { (self.hits, self.trials) = (hits, trials) }

    /// The share; NaN of none.
    public var share: Double { hits / trials }

    /// How many standard errors this share lies above another: the statistic of the two-proportion
    /// z-test with the pooled share; 0 where both are the same, NaN where either has no trials.
    ///
    /// NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3.
    public func z(above other: Proportion) -> Double {
        guard trials > 0, other.trials > 0 else { return .nan }
        let difference = share - other.share
        guard difference != 0 else { return 0 }
        let pooled = (hits + other.hits) / (trials + other.trials)
        let variance = pooled * (1 - pooled) * (1 / trials + 1 / other.trials)
        guard variance > 0 else { return difference > 0 ? .infinity : -.infinity }
        return difference / variance.squareRoot()
    }
}
