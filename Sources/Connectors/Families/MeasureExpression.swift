/// How a measure is made of series: what a family of servers says of it.
///
/// As text: `rate(a_total|a{code=~"5.."})`, `sum(m)`, `max(m)`, `quantile(0.95, m)`, `mean(m)`,
/// `share(part, whole)`, numbers, and `+ - * /` between them from left to right.
indirect enum MeasureExpression: Hashable, Sendable {
    /// How fast a counter grows in a second, all replicas together.
    case rate(MetricSelector)
    /// A gauge, all replicas together.
    case sum(MetricSelector)
    /// The highest of the replicas' gauges.
    case max(MetricSelector)
    /// A quantile of a classic histogram, of which the name without `_bucket` is given.
    case quantile(Double, MetricSelector)
    /// What a histogram or a summary tells on average: by `_sum` and `_count`.
    case mean(MetricSelector)
    /// A number.
    case number(Double)
    /// Two that are calculated with.
    case both(MeasureExpression, Operator, MeasureExpression)
    /// A part of a whole: 0 where there is a whole and nothing of the part was seen yet.
    case share(MeasureExpression, of: MeasureExpression)

    /// How two are calculated with.
    enum Operator: Character, CaseIterable, Sendable {
        // As they are written.
        case plus = "+"
        case minus = "-"
        case times = "*"
        case over = "/"
    }

    /// What is read of a selector's names: the endings that a histogram or a summary adds.
    var endings: [(MetricSelector, ending: String)] {
        switch self {
        case .rate(let one), .sum(let one), .max(let one): [(one, "")]
        case .quantile(_, let one): [(one, "_bucket")]
        case .mean(let one): [(one, "_sum"), (one, "_count")]
        case .number: []
        case .both(let left, _, let right): left.endings + right.endings
        case .share(let part, let whole): part.endings + whole.endings
        }
    }

    /// Every name that is read, with the endings.
    var names: [String] {
        endings.flatMap { one, ending in one.names.map { $0 + ending } }
    }

    /// The same with only the names that there are; nil where it can then not be told.
    func known(in names: Set<String>) -> MeasureExpression? {
        switch self {
        case .rate(let one): return one.known(in: names).map { .rate($0) }
        case .sum(let one): return one.known(in: names).map { .sum($0) }
        case .max(let one): return one.known(in: names).map { .max($0) }
        case .quantile(let rank, let one):
            return one.known(in: names, ending: "_bucket").map { .quantile(rank, $0) }
        case .mean(let one): return one.known(in: names, ending: "_count").map { .mean($0) }
        case .number: return self
        case .both(let left, let sign, let right):
            let (left, right) = (left.known(in: names), right.known(in: names))
            // What is not there yet adds nothing.
            if sign == .plus, left == nil || right == nil { return left ?? right }
            guard let left, let right else { return nil }
            return .both(left, sign, right)
        case .share(let part, let whole):
            guard let whole = whole.known(in: names) else { return nil }
            guard let part = part.known(in: names) else {
                return .both(whole, .times, .number(0))
            }
            return .share(part, of: whole)
        }
    }
}
