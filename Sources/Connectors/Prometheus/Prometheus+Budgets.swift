import Client
import Entities

extension Prometheus {
    /// The label that says which objective and which window a series is of.
    private static let mark = "mldeck_budget"
    /// A subquery takes about so many steps, each at least so many seconds.
    private static let (steps, shortest) = (1440, 15)
    /// How far back a rate looks in it, in seconds.
    private static let look: Int64 = 300

    /// The error budgets of a service, all in one question; where it fails that is a warning.
    func budgets(
        of health: Health,
        _ family: MetricFamily,
        _ names: Set<String>,
        _ warnings: inout [String]
    ) async -> [ErrorBudget] {
        let known = family.measures(in: names)
        let matchers = health.labels.sorted { $0.key < $1.key }.map {
            MetricSelector.Matcher($0.key, .equals, $0.value)
        }
        let parts = health.objectives.enumerated().flatMap { index, objective -> [String] in
            guard let expression = known[objective.measure] else { return [] }
            return ErrorBudget.windows.map { window in
                let text = Self.bad(objective, expression, matchers, over: window)
                return
                    "label_replace(\(text), \"\(Self.mark)\", \"\(index)/\(window)\", \"\", \"\")"
            }
        }
        guard !parts.isEmpty else { return [] }
        let now = TimeWindow(span: 1000, columns: 1, until: time.now())
        do {
            let all = try await range(parts.joined(separator: " or "), now, &warnings)
            return Self.budgets(health.objectives, all)
        } catch {
            warnings.append("error budgets: \(error.reason.sentence)")
            return []
        }
    }

    /// The share of requests that failed; of anything else the share of the measured time in which
    /// it was beyond the limit.
    private static func bad(
        _ objective: Objective,
        _ expression: MeasureExpression,
        _ matchers: [MetricSelector.Matcher],
        over window: Int
    ) -> String {
        func terms(_ seconds: Int64) -> MeasureExpression.Terms {
            MeasureExpression.Terms(labels: [], matchers: matchers, window: seconds)
        }
        if objective.measure == .errors { return expression.promQL(terms(Int64(window))) }
        let sign = objective.measure.isLessBetter == false ? "<" : ">"
        let step = max(shortest, window / steps)
        // What is no number was not measured: comparing drops it.
        let measured = "((\(expression.promQL(terms(look)))) >= 0)"
        return "avg_over_time((\(measured) \(sign) bool \(objective.limit))[\(window)s:\(step)s])"
    }

    private static func budgets(
        _ objectives: [Objective],
        _ series: [PrometheusSeries]
    ) -> [ErrorBudget] {
        var budgets = objectives.map { ErrorBudget($0, bad: [:]) }
        for one in series {
            let parts = (one.labels[mark] ?? "").split(separator: "/").compactMap { Int($0) }
            guard parts.count == 2, budgets.indices.contains(parts[0]),
                let share = one.values.last, share.isFinite
            else { continue }
            budgets[parts[0]].bad[parts[1]] = share
        }
        return budgets.filter { !$0.bad.isEmpty }
    }
}
