/// A value on an axis, and what is written beside it.
public struct Tick: Hashable, Sendable {
    /// The value.
    public var value: Double
    /// Its text.
    public var label: String

    /// A value and its text.
    public init(_ value: Double, _ label: String) {
        self.value = value
        self.label = label
    }
}

/// The values of an axis that are worth a label.
public enum Ticks {
    /// Ticks in steps of 1, 2, 2.5 or 5 times a power of ten, at most so many.
    ///
    /// `whole` keeps to whole numbers; a narrow axis writes `1.2k` where another writes `1,200`.
    public static func linear(
        _ extent: Extent,
        atMost count: Int,
        whole: Bool = false,
        isNarrow: Bool = false
    ) -> [Tick] {
        guard count > 0 else { return [] }
        let extent = extent.divisible
        var step = NiceStep(atLeast: extent.width / Double(count))
        while whole, step.value != step.value.rounded() { step = step.next }
        while numbers(extent, step.value).count > count { step = step.next }
        return labelled(numbers(extent, step.value), step: step.value, isNarrow: isNarrow)
    }

    /// Ticks of a number of steps, which are whole.
    ///
    /// Where steps of 3 or 6 times a power of ten meet both bounds they are taken, so that the end
    /// has its label: `0 300 600 … 1,800`.
    public static func steps(_ extent: Extent, atMost count: Int, isNarrow: Bool) -> [Tick] {
        let ends = [extent.low, extent.high]
        guard extent.width > 0, ends.allSatisfy({ $0 == $0.rounded() && $0.magnitude < 1e15 })
        else { return linear(extent, atMost: count, whole: true, isNarrow: isNarrow) }
        for parts in stride(from: min(count, 12) - 1, through: max(2, count / 2), by: -1) {
            let step = extent.width / Double(parts)
            guard step == step.rounded(), extent.low.remainder(dividingBy: step) == 0,
                isRound(step)
            else { continue }
            let values = (0...parts).map { extent.low + Double($0) * step }
            return labelled(values, step: step, isNarrow: isNarrow)
        }
        return linear(extent, atMost: count, whole: true, isNarrow: isNarrow)
    }

    private static func isRound(_ step: Double) -> Bool {
        let next = NiceStep(atLeast: step)
        return next.value == step || NiceStep(atLeast: step / 3).value == step / 3
    }

    /// The multiples of a step within an extent.
    private static func numbers(_ extent: Extent, _ step: Double) -> StrideOf {
        let tolerance = 1e-9
        let first = (extent.low / step - tolerance).rounded(.up)
        let last = (extent.high / step + tolerance).rounded(.down)
        return StrideOf(first: first, count: Int(max(0, min(1e6, last - first + 1))), step: step)
    }

    /// Labels in one format for numbers a step apart.
    static func labelled(
        _ values: some Collection<Double>,
        step: Double,
        isNarrow: Bool
    ) -> [Tick] {
        let largest = values.reduce(0) { max($0, $1.magnitude) }
        let format = TickFormat(step: step, largest: largest, isNarrow: isNarrow)
        return values.map { Tick($0, format.string($0)) }
    }
}

/// Multiples of a step, counted and not added up, so that no error grows.
private struct StrideOf: RandomAccessCollection {
    let first: Double
    let count: Int
    let step: Double

    var startIndex: Int { 0 }
    var endIndex: Int { count }
    subscript(index: Int) -> Double { (first + Double(index)) * step }
}
