/// Something that must not be so: a rule of mldeck's own, on what is measured, or on runs.
public struct Rule: Hashable, Sendable {
    /// What is looked at.
    public enum Subject: Hashable, Sendable {
        /// A measure of what serves: of one by its name, or of each.
        case measure(Measure, service: String?)
        /// Each series that an expression of PromQL gives.
        case query(String)
        /// The last value of a metric of each run that a filter lets through; nil for the run itself.
        case runs(Filter, written: String, metric: String?)
    }

    /// What of it must not be.
    public enum Test: Hashable, Sendable {
        /// More than this.
        case above(Double)
        /// Less than this.
        case below(Double)
        /// No number.
        case notANumber
        /// There at all.
        case present
    }

    /// Its name.
    public var name: String
    /// What is looked at.
    public var subject: Subject
    /// What of it must not be.
    public var test: Test
    /// For how many seconds it must be so before it fires.
    public var hold: Int64
    /// What is said of its alerts: `severity`, `team`.
    public var labels: [String: String]
    /// What is to be known of them: `summary`, `runbook_url`.
    public var annotations: [String: String]

    /// A rule.
    public init(
        _ name: String,
        _ subject: Subject,
        _ test: Test,
        hold: Int64 = 0,
        labels: [String: String] = [:],
        annotations: [String: String] = [:]
    ) {
        (self.name, self.subject, self.test, self.hold) = (name, subject, test, hold)
        (self.labels, self.annotations) = (labels, annotations)
    }

    /// What it asks, as it is shown: `p95{service="churn-api"} > 0.08`.
    public var expression: String {
        let asked =
            switch subject {
            case .measure(let measure, let name?): "\(measure.rawValue){service=\"\(name)\"}"
            case .measure(let measure, nil): measure.rawValue
            case .query(let query): query
            case .runs(_, let written, let metric?): "metrics.\(metric) of runs where \(written)"
            case .runs(_, let written, nil): "runs where \(written)"
            }
        return switch test {
        case .above(let limit): "\(asked) > \(limit)"
        case .below(let limit): "\(asked) < \(limit)"
        case .notANumber: "\(asked) is NaN"
        case .present: asked
        }
    }

    /// Whether a value is what must not be; one that is missing is not.
    func applies(to value: Double?) -> Bool {
        switch (test, value) {
        case (.present, _): true
        case (.above(let limit), let value?): value > limit
        case (.below(let limit), let value?): value < limit
        case (.notANumber, let value?): value.isNaN
        case (_, nil): false
        }
    }
}
