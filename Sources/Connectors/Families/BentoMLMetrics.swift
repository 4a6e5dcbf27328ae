import Entities

extension MetricFamily {
    /// BentoML.
    ///
    /// `bentoml/_internal/server/http/instruments.py`; before 1.2 `bentoml_api_server_`. What asks whether it is well counts as a request, and is left out.
    static let bentoML: Recipe = { () throws(ExpressionError) in
        func names(_ end: String) -> String {
            "bentoml_service_request_\(end)|bentoml_api_server_request_\(end)"
        }
        let own = "endpoint!~\"/(readyz|livez|healthz|metrics)\""
        func latency(_ rank: String) -> String {
            "quantile(\(rank), \(names("duration_seconds")){\(own)})"
        }
        let all = "rate(\(names("total")){\(own)})"
        let failed = "rate(\(names("total")){\(own), http_response_code=~\"5..\"})"
        return try MetricFamily(
            "bentoml",
            services: ["service_name"],
            version: "service_version",
            [
                .rate: all,
                .errors: "share(\(failed), \(all))",
                .p50: latency("0.5"),
                .p95: latency("0.95"),
                .p99: latency("0.99"),
                .inProgress: "sum(\(names("in_progress")))",
            ]
        )
    }
}
