import Entities
import TUI

extension Health.State {
    /// Its sign: what is not known is never one of what is well.
    var look: Span {
        switch self {
        case .critical: Span("◆", .critical)
        case .warning: Span("▲", .warn)
        case .stale: Span("◌", .stale)
        case .noData: Span("–", .muted)
        case .insufficient: Span("○", .muted)
        case .healthy: Span("●", .ok)
        }
    }

    /// In words.
    var word: String {
        switch self {
        case .noData: "no data"
        case .insufficient: "not enough data"
        default: rawValue
        }
    }

    /// Its place among the states, the worst first.
    var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension Measure {
    /// As a person names it.
    var word: String {
        switch self {
        case .inProgress: "in progress"
        case .firstToken: "TTFT p95"
        case .interToken: "inter-token p95"
        case .promptTokens: "prompt tokens"
        case .generatedTokens: "answer tokens"
        case .cacheUse: "KV cache"
        case .prefixHits: "prefix hits"
        default: rawValue
        }
    }
}

extension Objective {
    /// `≤`, or `≥` for what should be high.
    var sign: String { measure.isLessBetter == false ? "≥" : "≤" }

    /// How much of its limit a value is: above 1 it does not hold; NaN for what is no number.
    func share(_ value: Double) -> Double {
        guard !value.isNaN else { return .nan }
        let (part, whole) = measure.isLessBetter == false ? (limit, value) : (value, limit)
        return whole > 0 ? part / whole : holds(value) ? 0 : .infinity
    }
}

extension Health {
    /// How long requests take: the first of these that is measured now, or else at all.
    var latency: Measure? {
        let all: [Measure] = [.p95, .firstToken, .mean]
        return all.first { self[$0] != nil } ?? all.first { lines[$0] != nil }
    }

    /// What serves there, as in `churn@13`; where that is not known, whose metrics it has.
    func serves(_ deployment: Deployment?) -> Span {
        guard let deployment, let first = deployment.serving.first else {
            return Span(family, .muted)
        }
        let others = deployment.serving.dropFirst().map { ", \($0.version)" }.joined()
        return Span("\(deployment.model)@\(first.version)\(others)", .text)
    }
}

extension Scene {
    /// The deployment that is measured; nil where nobody tells of one.
    func deployment(of health: Health) -> Deployment? { health.deployment.flatMap(deployment) }
}
