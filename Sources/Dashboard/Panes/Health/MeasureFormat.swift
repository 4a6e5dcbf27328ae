import Entities
import TUI

/// One format for a column of values of a measure: milliseconds, per cent, decimals under decimals.
struct MeasureFormat {
    /// What a value is multiplied by to be shown.
    private let factor: Double
    private let decimals: Int

    /// The format that suits all values of a column.
    init(_ measure: Measure, _ values: [Double?]) {
        factor = measure.factor
        let sizes = values.compactMap(\.self).filter { $0.isFinite && $0 > 0 }
            .map { $0 * measure.factor }
        let (least, greatest) = (sizes.min() ?? 10, sizes.max() ?? 10)
        switch measure.unit {
        case .share: decimals = 2
        case .count: decimals = 0
        // Two decimals tell nothing of a rate of thousands beside them.
        case .perSecond, .seconds:
            decimals = least >= 10 ? 0 : least >= 1 || greatest >= 100 ? 1 : 2
        }
    }

    /// A value, in `warn` where it is no number; what is not measured is never zero.
    func span(_ value: Double?, _ role: Role = .text) -> Span {
        guard let value, !value.isNaN else { return Span("–", .muted) }
        let text = Format.fixed(value * factor, decimals: decimals)
        let zero = Format.fixed(0, decimals: decimals)
        // What is more than nothing is not shown as nothing.
        guard value > 0, text == zero else { return Span(text, value.isFinite ? role : .warn) }
        return Span("<" + zero.dropLast() + "1", role)
    }
}

extension Measure {
    /// What a value is multiplied by to be shown in milliseconds or per cent.
    var factor: Double {
        switch unit {
        case .seconds: 1000
        case .share: 100
        case .perSecond, .count: 1
        }
    }
}
