import Entities

extension MetricFamily {
    /// MLServer 1.7.
    ///
    /// `mlserver/handlers/dataplane.py`. The duration of a model is a summary without
    /// quantiles; those of its REST server tell no model.
    static let mlserver: Recipe = { () throws(ExpressionError) in
        let good = "rate(model_infer_request_success_total)"
        let bad = "rate(model_infer_request_failure_total)"
        return try MetricFamily(
            "mlserver",
            services: ["model"],
            version: "version",
            [
                .rate: "\(good) + \(bad)",
                .errors: "share(\(bad), \(good) + \(bad))",
                .mean: "mean(model_infer_request_duration)",
            ]
        )
    }
}
