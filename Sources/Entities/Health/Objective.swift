/// What a deployment is to hold: a measure, its limit, and how often it may be beyond it.
public struct Objective: Hashable, Sendable {
    /// What is measured.
    public var measure: Measure
    /// The most it may be, in the measure's unit; the least for what should be high.
    public var limit: Double
    /// The share of requests, or of time, that holds it: 0.999.
    public var target: Double

    /// A limit for a measure.
    public init(_ measure: Measure, limit: Double, target: Double = 0.99) {
        (self.measure, self.limit, self.target) = (measure, limit, target)
    }

    /// Whether a value is within the limit; a value that is no number is not.
    public func holds(_ value: Double) -> Bool {
        measure.isLessBetter == false ? value >= limit : value <= limit
    }
}
