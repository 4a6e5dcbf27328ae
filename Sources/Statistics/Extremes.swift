/// The least, the greatest and the last of samples, each with its step.
public struct Extremes: Equatable, Sendable {
    /// A value and its step.
    public typealias Sample = (value: Double, step: Int64)

    /// The sample of the highest step; of several the one that was added last.
    public private(set) var last: Sample?
    /// The least finite value; the first of several.
    public private(set) var least: Sample?
    /// The greatest finite value; the first of several.
    public private(set) var greatest: Sample?

    /// Those of no sample.
    public init() {}

    /// Adds a sample.
    public mutating func add(_ value: Double, at step: Int64) {
        if last.map({ step >= $0.step }) ?? true { last = (value, step) }
        guard value.isFinite else { return }
        if isBefore(value, step, least, <) { least = (value, step) }
        if isBefore(value, step, greatest, >) { greatest = (value, step) }
    }

    private func isBefore(
        _ value: Double,
        _ step: Int64,
        _ known: Sample?,
        _ beats: (Double, Double) -> Bool
    ) -> Bool {
        guard let known else { return true }
        return beats(value, known.value) || value == known.value && step < known.step
    }

    /// Equal in all samples.
    public static func == (left: Extremes, right: Extremes) -> Bool {
        same(left.last, right.last) && same(left.least, right.least)
            && same(left.greatest, right.greatest)
    }

    private static func same(_ left: Sample?, _ right: Sample?) -> Bool {
        left?.value.bitPattern == right?.value.bitPattern && left?.step == right?.step
    }
}
