extension MeasureExpression {
    /// What one question asks of each expression.
    struct Terms: Sendable {
        /// The labels that are kept apart; the others are summed over.
        var labels: [String]
        /// What every series must fulfil.
        var matchers: [MetricSelector.Matcher]
        /// How far back a rate looks, in seconds.
        var window: Int64
    }

    /// As PromQL; rates are summed before a quantile is taken.
    func promQL(_ terms: Terms) -> String {
        let labels = terms.labels.joined(separator: ", ")
        switch self {
        case .rate(let one): return "sum by (\(labels)) (\(one.rates(terms)))"
        case .sum(let one): return "sum by (\(labels)) (\(one.promQL(terms)))"
        case .max(let one): return "max by (\(labels)) (\(one.promQL(terms)))"
        case .quantile(let rank, let one):
            let all = (terms.labels + ["le"]).joined(separator: ", ")
            let rates = one.rates(terms, ending: "_bucket")
            return "histogram_quantile(\(rank), sum by (\(all)) (\(rates)))"
        case .mean(let one):
            return "sum by (\(labels)) (\(one.rates(terms, ending: "_sum")))"
                + " / sum by (\(labels)) (\(one.rates(terms, ending: "_count")))"
        case .number(let value): return "\(value)"
        case .both(let left, .plus, let right):
            let (left, right) = (left.promQL(terms), right.promQL(terms))
            return "(\(left) + \(right) or \(left) or \(right))"
        case .both(let left, let sign, let right):
            return "(\(left.promQL(terms)) \(sign.rawValue) \(right.promQL(terms)))"
        case .share(let part, let whole):
            let whole = whole.promQL(terms)
            return "((\(part.promQL(terms)) or (\(whole)) * 0) / (\(whole)))"
        }
    }
}

extension MetricSelector {
    /// The series of the first name that there is, by the labels.
    fileprivate func promQL(_ terms: MeasureExpression.Terms, ending: String = "") -> String {
        names.map { vector($0 + ending, terms) }.joined(separator: " or ")
    }

    fileprivate func rates(_ terms: MeasureExpression.Terms, ending: String = "") -> String {
        names.map { "rate(\(vector($0 + ending, terms))[\(terms.window)s])" }
            .joined(separator: " or ")
    }

    private func vector(_ name: String, _ terms: MeasureExpression.Terms) -> String {
        let all = matchers + terms.matchers
        return all.isEmpty ? name : "\(name){\(all.map(\.promQL).joined(separator: ","))}"
    }
}
