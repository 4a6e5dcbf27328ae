import Entities

extension MetricFamily {
    /// Ray Serve 2.9 to 2.60.
    ///
    /// `ray/serve/_private`. Before 2.10 counters were gauges without
    /// `_total`, then there were both. An application is measured at the proxy; its deployments,
    /// which may be versions, count what succeeds and what fails apart.
    static let rayServe: Recipe = { () throws(ExpressionError) in
        func counter(_ name: String, _ labels: String = "") -> String {
            "rate(ray_serve_\(name)_total|ray_serve_\(name){\(labels)})"
        }
        func latency(_ rank: String, _ name: String, _ labels: String = "") -> String {
            "quantile(\(rank), ray_serve_\(name)_latency_ms{\(labels)}) / 1000"
        }
        // Unknown paths and the proxy's own have no application.
        let known = "application!=\"\""
        let all = counter("num_http_requests", known)
        let failed = counter("num_http_error_requests", known + ", error_code=~\"5..\"")
        let (good, bad) = (
            counter("deployment_request_counter"), counter("deployment_error_counter")
        )
        let gauges: [Measure: String] = [
            .inProgress: "sum(ray_serve_replica_processing_queries)",
            .queue: "sum(ray_serve_deployment_queued_queries)",
            .saturation: "max(ray_serve_replica_utilization_percent) / 100",
            .ready: "sum(ray_serve_deployment_replica_healthy)",
        ]
        return try MetricFamily(
            "ray-serve",
            services: ["application"],
            version: "deployment",
            [
                .rate: all,
                .errors: "share(\(failed), \(all))",
                .p50: latency("0.5", "http_request", known),
                .p95: latency("0.95", "http_request", known),
                .p99: latency("0.99", "http_request", known),
            ].merging(gauges) { first, _ in first },
            ofVersions: [
                .rate: "\(good) + \(bad)",
                .errors: "share(\(bad), \(good) + \(bad))",
                .p50: latency("0.5", "deployment_processing"),
                .p95: latency("0.95", "deployment_processing"),
                .p99: latency("0.99", "deployment_processing"),
            ].merging(gauges) { first, _ in first }
        )
    }
}
