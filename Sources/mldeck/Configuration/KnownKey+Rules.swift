import Entities

extension KnownKey {
    /// The keys of a rule.
    static let rule = [
        KnownKey("name", .text, "What its alerts are called.", example: "ChurnSlow"),
        KnownKey(
            "measure",
            .text,
            "A measure of what serves: \(Measure.allCases.map(\.rawValue).joined(separator: " ")).",
            example: "p95"
        ),
        KnownKey(
            "of",
            .text,
            "Whose: a service or a deployment; left out, each.",
            example: "churn"
        ),
        KnownKey(
            "query",
            .text,
            "Or else an expression of PromQL; each of its series is judged.",
            example: "'sum by (model) (vllm:num_requests_waiting)'"
        ),
        KnownKey(
            "runs",
            .text,
            "Or else a filter of runs: each run that it lets through is judged.",
            example: "\"attributes.status = 'RUNNING'\""
        ),
        KnownKey("metric", .text, "The metric of the runs that is judged.", example: "val/loss"),
        KnownKey("above", .text, "It must not be more: 80ms, 5%, 12; or `nan`.", example: "80ms"),
        KnownKey("below", .text, "It must not be less.", example: "0.5"),
        KnownKey("for", .text, "For how long before it fires.", example: "5m"),
        KnownKey("severity", .text, "critical, warning or info.", example: "critical"),
        KnownKey("summary", .text, "What it means, in a sentence.", example: "churn is slow"),
        KnownKey(
            "runbook",
            .text,
            "Where it is written what to do.",
            example: "https://runbooks.example.org/churn"
        ),
    ]
}
