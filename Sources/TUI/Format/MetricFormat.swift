/// One format for a column of metrics: decimals stand under decimals, four digits tell.
public struct MetricFormat: Hashable, Sendable {
    private let decimals: Int

    /// The format that suits the values of a whole column.
    public init(_ values: some Sequence<Double>) {
        let finite = values.filter { $0.isFinite && $0 != 0 }.map(\.magnitude).sorted()
        guard let median = finite.isEmpty ? nil : finite[finite.count / 2] else {
            decimals = 0
            return
        }
        if finite.allSatisfy({ $0 == $0.rounded() && $0 < 1e12 }) {
            decimals = 0
        } else {
            decimals = min(6, max(0, 3 - Format.floorLog10(median)))
        }
    }

    /// A value; what would show no digit is written with its exponent.
    public func string(_ value: Double) -> String {
        guard value.isFinite else { return Format.nonFinite(value) }
        let least = decimals == 0 ? 0.5 : 1 / MetricFormat.power(decimals)
        let isTiny = value != 0 && value.magnitude < least
        return isTiny || value.magnitude >= 1e9
            ? Format.scientific(value) : Format.fixed(value, decimals: decimals)
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<exponent).reduce(1.0) { power, _ in power * 10 }
    }
}
