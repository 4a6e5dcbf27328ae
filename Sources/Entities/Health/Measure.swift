/// What is measured of a deployment: the four golden signals, and what language models add.
///
/// Betsy Beyer et al., Site Reliability Engineering, chapter 6.
public enum Measure: String, CaseIterable, Hashable, Sendable {
    // In the order in which they are shown.
    /// Requests a second.
    case rate
    /// The share of requests that fail.
    case errors
    /// Half of the requests take at most this long.
    case p50
    /// 95 of 100 requests take at most this long.
    case p95
    /// 99 of 100 requests take at most this long.
    case p99
    /// How long a request takes on average: all that some servers tell.
    case mean
    /// Requests that are being answered.
    case inProgress = "in_progress"
    /// Requests that wait.
    case queue
    /// How much of what it can do it does.
    case saturation
    /// Replicas that are well.
    case ready
    /// Until the first token of an answer: the 95th percentile.
    case firstToken = "ttft_p95"
    /// Between two tokens: the 95th percentile.
    case interToken = "itl_p95"
    /// Tokens of prompts a second.
    case promptTokens = "prompt_tokens"
    /// Tokens of answers a second.
    case generatedTokens = "generated_tokens"
    /// How much of the KV cache is in use.
    case cacheUse = "kv_cache"
    /// The share of prompt tokens that were found in the prefix cache.
    case prefixHits = "prefix_hits"

    /// What its values are counted in.
    public enum Unit: Sendable {
        /// A second.
        case perSecond
        /// From 0 to 1.
        case share
        /// Seconds.
        case seconds
        /// Things.
        case count
    }

    /// What its values are counted in.
    public var unit: Unit {
        switch self {
        case .rate, .promptTokens, .generatedTokens: .perSecond
        case .errors, .saturation, .cacheUse, .prefixHits: .share
        case .p50, .p95, .p99, .mean, .firstToken, .interToken: .seconds
        case .inProgress, .queue, .ready: .count
        }
    }

    /// Whether less is better; nil where neither way is.
    public var isLessBetter: Bool? {
        switch self {
        case .rate, .inProgress, .promptTokens, .generatedTokens: nil
        case .ready, .prefixHits: false
        default: true
        }
    }
}
