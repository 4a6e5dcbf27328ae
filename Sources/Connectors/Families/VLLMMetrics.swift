import Entities

extension MetricFamily {
    /// vLLM 0.8 to 0.33.
    ///
    /// `vllm/v1/metrics/loggers.py`. Cache use is from 0 to 1, whatever its name
    /// says; a request that a client gives up (`abort`) is no error; tokens are not requests.
    static let vllm: Recipe = { () throws(ExpressionError) in
        let requests = "vllm:request_success_total"
        let latency = "vllm:e2e_request_latency_seconds"
        return try MetricFamily(
            "vllm",
            services: ["model_name"],
            [
                .rate: "rate(\(requests))",
                .errors: "share(rate(\(requests){finished_reason=\"error\"}), rate(\(requests)))",
                .p50: "quantile(0.5, \(latency))",
                .p95: "quantile(0.95, \(latency))",
                .p99: "quantile(0.99, \(latency))",
                .inProgress: "sum(vllm:num_requests_running)",
                .queue: "sum(vllm:num_requests_waiting)",
                .firstToken: "quantile(0.95, vllm:time_to_first_token_seconds)",
                // Renamed between 0.10.2 and 0.12.0.
                .interToken: "quantile(0.95, vllm:inter_token_latency_seconds"
                    + "|vllm:time_per_output_token_seconds)",
                .promptTokens: "rate(vllm:prompt_tokens_total)",
                .generatedTokens: "rate(vllm:generation_tokens_total)",
                .cacheUse: "max(vllm:kv_cache_usage_perc|vllm:gpu_cache_usage_perc)",
                .prefixHits: "share("
                    + "rate(vllm:prefix_cache_hits_total|vllm:gpu_prefix_cache_hits_total), "
                    + "rate(vllm:prefix_cache_queries_total|vllm:gpu_prefix_cache_queries_total))",
            ]
        )
    }
}
