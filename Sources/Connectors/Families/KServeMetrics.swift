import Entities

extension MetricFamily {
    /// KServe's Python server.
    ///
    /// `python/kserve/kserve/metrics.py`. It counts no errors: what was
    /// predicted and not processed on has failed.
    static let kserve: Recipe = { () throws(ExpressionError) in
        let all = "rate(request_predict_seconds_count)"
        return try MetricFamily(
            "kserve",
            services: ["model_name"],
            [
                .rate: all,
                .errors: "share(\(all) - rate(request_postprocess_seconds_count), \(all))",
                .p50: "quantile(0.5, request_predict_seconds)",
                .p95: "quantile(0.95, request_predict_seconds)",
                .p99: "quantile(0.99, request_predict_seconds)",
            ]
        )
    }
}
