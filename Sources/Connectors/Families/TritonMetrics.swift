import Entities

extension MetricFamily {
    /// Triton.
    ///
    /// `core/src/metrics.cc`. Its counters have no `_total`, only what succeeds adds to its
    /// durations, in microseconds, and there are quantiles only where summaries are switched on.
    static let triton: Recipe = { () throws(ExpressionError) in
        let (good, bad) = (
            "rate(nv_inference_request_success)", "rate(nv_inference_request_failure)"
        )
        func summary(_ rank: String) -> String {
            "max(nv_inference_request_summary_us{quantile=\"\(rank)\"}) / 1000000"
        }
        return try MetricFamily(
            "triton",
            services: ["model"],
            version: "version",
            [
                .rate: "\(good) + \(bad)",
                .errors: "share(\(bad), \(good) + \(bad))",
                .p50: summary("0.5"),
                .p95: summary("0.95"),
                .p99: summary("0.99"),
                .mean: "rate(nv_inference_request_duration_us) / \(good) / 1000000",
                .queue: "sum(nv_inference_pending_request_count)",
            ]
        )
    }
}
