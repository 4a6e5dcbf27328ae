import Entities

/// Servers that say how they answer over HTTP, whatever they serve: one service a job.
extension MetricFamily {
    /// prometheus-fastapi-instrumentator: its finer histogram tells all paths together.
    static let fastAPI: Recipe = { () throws(ExpressionError) in
        try generic(
            "fastapi",
            count: "http_requests_total",
            status: "status",
            duration: "http_request_duration_highr_seconds"
        )
    }

    /// starlette-exporter.
    static let starlette: Recipe = { () throws(ExpressionError) in
        try generic(
            "starlette",
            count: "starlette_requests_total",
            status: "status_code",
            duration: "starlette_request_duration_seconds",
            inProgress: "starlette_requests_in_progress"
        )
    }

    /// prometheus-flask-exporter.
    static let flask: Recipe = { () throws(ExpressionError) in
        try generic(
            "flask",
            count: "flask_http_request_total",
            status: "status",
            duration: "flask_http_request_duration_seconds"
        )
    }

    /// OpenTelemetry's names for HTTP servers since its conventions 1.23.
    static let openTelemetry: Recipe = { () throws(ExpressionError) in
        try generic(
            "opentelemetry",
            count: "http_server_request_duration_seconds_count",
            status: "http_response_status_code",
            duration: "http_server_request_duration_seconds",
            inProgress: "http_server_active_requests"
        )
    }

    /// OpenTelemetry's names before; in milliseconds.
    static let openTelemetryBefore: Recipe = { () throws(ExpressionError) in
        try generic(
            "opentelemetry-old",
            count: "http_server_duration_milliseconds_count",
            status: "http_status_code",
            duration: "http_server_duration_milliseconds",
            divisor: " / 1000",
            inProgress: "http_server_active_requests"
        )
    }

    /// Spring Boot with Micrometer.
    static let spring: Recipe = { () throws(ExpressionError) in
        try generic(
            "spring",
            count: "http_server_requests_seconds_count",
            status: "status",
            duration: "http_server_requests_seconds"
        )
    }

    private static func generic(
        _ name: String,
        count: String,
        status: String,
        duration: String,
        divisor: String = "",
        inProgress: String? = nil
    ) throws(ExpressionError) -> MetricFamily {
        func latency(_ rank: String) -> String { "quantile(\(rank), \(duration))\(divisor)" }
        var measures: [Measure: String] = [
            .rate: "rate(\(count))",
            .errors: "share(rate(\(count){\(status)=~\"5.*\"}), rate(\(count)))",
            .p50: latency("0.5"),
            .p95: latency("0.95"),
            .p99: latency("0.99"),
            .mean: "mean(\(duration))\(divisor)",
        ]
        if let inProgress { measures[.inProgress] = "sum(\(inProgress))" }
        return try MetricFamily(name, services: [], isGeneric: true, measures)
    }
}
