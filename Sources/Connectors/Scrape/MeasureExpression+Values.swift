import Entities
import Statistics

/// Computes measures of one service from what a target has told, as Prometheus would.
struct ScrapedMeasures {
    /// A value for each moment; nil where there is none.
    typealias Values = [Double?]

    let history: ScrapedHistory
    /// The labels that the service's series have.
    let labels: [String: String]
    /// When, in milliseconds since 1970.
    let moments: [Int64]
    /// How far back a rate looks, in milliseconds.
    let window: Int64

    /// How far back a gauge may have been told, in milliseconds.
    private static let lookback: Int64 = 60_000

    /// The values of an expression.
    func values(of expression: MeasureExpression) -> Values {
        switch expression {
        case .rate(let one): return rates(of: series(one))
        case .sum(let one): return gauges(of: series(one)) { $0.stableSum }
        case .max(let one): return gauges(of: series(one)) { $0.max() ?? .nan }
        case .quantile(let rank, let one): return quantiles(rank, of: series(one, "_bucket"))
        case .mean(let one):
            let (sums, counts) = (rates(of: series(one, "_sum")), rates(of: series(one, "_count")))
            return combined(sums, counts, /)
        case .number(let value): return moments.map { _ in value }
        case .share(let part, let whole):
            return zip(values(of: part), values(of: whole)).map { part, whole in
                whole.map { (part ?? 0) / $0 }
            }
        case .both(let left, let sign, let right):
            return calculated(values(of: left), sign, values(of: right))
        }
    }

    private func calculated(
        _ left: Values,
        _ sign: MeasureExpression.Operator,
        _ right: Values
    ) -> Values {
        switch sign {
        case .plus: zip(left, right).map { one, other in one.map { $0 + (other ?? 0) } ?? other }
        case .minus: combined(left, right, -)
        case .times: combined(left, right, *)
        case .over: combined(left, right, /)
        }
    }

    private func combined(
        _ left: Values,
        _ right: Values,
        _ operation: (Double, Double) -> Double
    ) -> Values {
        zip(left, right).map { one, other in
            one.flatMap { one in other.map { operation(one, $0) } }
        }
    }

    /// The series that a selector means: of each set of labels the first name that there is.
    private func series(_ one: MetricSelector, _ ending: String = "") -> [ScrapedHistory.Series] {
        var seen: Set<[SeriesName.Label]> = []
        return one.names.flatMap { name in
            history.series(of: name + ending).filter { series in
                labels.allSatisfy { series.name[$0.key] == $0.value }
                    && one.matchers.allSatisfy { $0.fits(series.name[$0.label]) }
                    && seen.insert(series.name.labels).inserted
            }
        }
    }

    private func rates(of series: [ScrapedHistory.Series]) -> Values {
        var span = SampleWindow(from: 0, to: 0)
        return moments.map { moment in
            let rates = series.compactMap { one -> Double? in
                span.clear(from: moment - window, to: moment)
                history.ring.read(one.slot, into: &span)
                return span.rate
            }
            return rates.isEmpty ? nil : rates.stableSum
        }
    }

    private func gauges(
        of series: [ScrapedHistory.Series],
        _ join: ([Double]) -> Double
    ) -> Values {
        var span = SampleWindow(from: 0, to: 0)
        return moments.map { moment in
            let values = series.compactMap { one -> Double? in
                span.clear(from: moment - Self.lookback, to: moment)
                history.ring.read(one.slot, into: &span)
                return span.values.last
            }
            return values.isEmpty ? nil : join(values)
        }
    }

    /// Rates are summed over the replicas before the quantile is taken.
    private func quantiles(_ rank: Double, of series: [ScrapedHistory.Series]) -> Values {
        let bounds = Dictionary(grouping: series) { $0.name["le"] }
        let rates = bounds.mapValues { self.rates(of: $0) }
        return moments.indices.map { column in
            let buckets = rates.compactMap { bound, values in
                values[column].flatMap { HistogramBucket(le: bound, count: $0) }
            }
            return buckets.isEmpty ? nil : HistogramBucket.quantile(rank, of: buckets)
        }
    }
}

extension MetricSelector.Matcher {
    /// Whether a label's value fulfils it; patterns match all of it.
    func fits(_ text: String) -> Bool {
        switch comparison {
        case .equals: text == value
        case .isNot: text != value
        case .matches: matchesWhole(text)
        case .matchesNot: !matchesWhole(text)
        }
    }

    private func matchesWhole(_ text: String) -> Bool {
        guard let pattern = try? Regex(value) else { return false }
        return text.wholeMatch(of: pattern) != nil
    }
}
