/// One format for the labels of an axis: as many decimals as its step needs.
public struct TickFormat: Hashable, Sendable {
    private enum Notation: Hashable {
        case plain
        case unit(Double, String)
        case exponent(Int)
    }

    private var notation = Notation.plain
    private var decimals: Int

    /// The format for numbers up to `largest`, in magnitude, that are multiples of `step`.
    ///
    /// A narrow axis writes thousands as `1.2k`; millions and more get their letter everywhere.
    public init(step: Double, largest: Double, isNarrow: Bool = false) {
        let unit = TickFormat.units.first { largest >= $0.0 }
        if largest >= 1e15 || (largest > 0 && largest < 1e-4) {
            let exponent = Format.floorLog10(largest)
            notation = .exponent(exponent)
            decimals = TickFormat.decimals(TickFormat.shifted(step, by: -exponent))
        } else if let unit, isNarrow || unit.0 >= 1e6 {
            notation = .unit(unit.0, isNarrow ? unit.1 : " " + unit.1)
            decimals = TickFormat.decimals(step / unit.0)
        } else {
            decimals = TickFormat.decimals(step)
            // Metrics under one tell by their third decimal.
            if largest < 1, decimals == 2 { decimals = 3 }
        }
    }

    private static let units: [(Double, String)] = [
        (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"),
    ]

    /// A number as a label.
    public func string(_ value: Double) -> String {
        guard value.isFinite else { return MetricFormat([]).string(value) }
        switch notation {
        case .plain: return Format.fixed(value, decimals: decimals)
        case .unit(let unit, let letter):
            return value == 0 ? "0" : Format.fixed(value / unit, decimals: decimals) + letter
        case .exponent(let exponent):
            guard value != 0 else { return "0" }
            let mantissa = Format.fixed(
                TickFormat.shifted(value, by: -exponent),
                decimals: decimals
            )
            return "\(mantissa)e\(exponent < 0 ? "−" : "")\(exponent.magnitude)"
        }
    }

    /// A number times a power of ten; in two parts, as powers beyond 308 are no doubles.
    private static func shifted(_ value: Double, by exponent: Int) -> Double {
        let half = exponent / 2
        return [half, exponent - half].reduce(value) { value, part in
            part < 0 ? value / NiceStep.power(-part) : value * NiceStep.power(part)
        }
    }

    /// The decimals that a step needs, at most nine.
    private static func decimals(_ step: Double) -> Int {
        guard step.isFinite, step > 0 else { return 0 }
        let needed = (0..<9).first { decimals in
            let scaled = step * NiceStep.power(decimals)
            return (scaled - scaled.rounded()).magnitude < scaled * 1e-6
        }
        return needed ?? 9
    }
}
