extension Measure {
    /// A value with its unit, as in `131 ms`, `1.42 %`, `407 /s`.
    public func written(_ value: Double) -> String {
        guard value.isFinite else { return "\(value)" }
        switch unit {
        case .seconds:
            return value < 10 ? "\(Self.brief(value * 1000)) ms" : "\(Self.brief(value)) s"
        case .share: return "\(Self.brief(value * 100)) %"
        case .perSecond: return "\(Self.brief(value)) /s"
        case .count: return Self.brief(value)
        }
    }

    /// Three digits that count; whole from 100 on.
    private static func brief(_ value: Double) -> String {
        let size = abs(value)
        let decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2
        let factor = [1.0, 10, 100][decimals]
        let rounded = (value * factor).rounded() / factor
        guard size < 1e15 else { return "\(value)" }
        return rounded == rounded.rounded() ? "\(Int64(rounded))" : "\(rounded)"
    }
}
