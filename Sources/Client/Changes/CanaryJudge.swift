import Entities
import Statistics

/// Says whether a version does worse than the one beside it: a pure value.
public struct CanaryJudge: Hashable, Sendable {
    /// From how many requests on anything is said.
    public var requests = 200.0
    /// By how much more its share of errors may be.
    public var errors = 0.0
    /// How many times as long its p95 may be.
    public var latency = 1.2

    /// As careful as unless told.
    public init() {}

    /// What one version did since it is watched.
    public struct Sample: Hashable, Sendable {
        /// How many requests it had.
        public var requests: Double
        /// How many of them failed.
        public var errors: Double
        /// How long 95 of 100 took at most, in seconds, or else the mean; nil where nobody tells.
        public var latency: Double?

        /// What a version did.
        public init(requests: Double, errors: Double, latency: Double? = nil) {
            (self.requests, self.errors, self.latency) = (requests, errors, latency)
        }
    }

    /// What it says.
    public enum Verdict: Hashable, Sendable {
        /// It does no worse.
        case good(String)
        /// It does worse.
        case bad(String)
        /// There were too few requests to say.
        case insufficient(String)
    }

    /// The one-sided 99 % point of the normal distribution.
    private static let significant = 2.326

    /// Compares a version with the one beside it, and with what it is to hold; one that has no
    /// requests is compared with nothing but objectives.
    public func judge(_ new: Sample, beside old: Sample?, _ objectives: [Objective]) -> Verdict {
        guard new.requests >= requests else {
            let (had, wanted) = (Int(new.requests.rounded()), Int(requests.rounded()))
            return .insufficient("\(had) of \(wanted) requests")
        }
        let share = Proportion(hits: new.errors, trials: new.requests)
        if let why = broken(objectives, share.share, new.latency) { return .bad(why) }
        let count = "\(Int(new.requests.rounded())) requests"
        guard let old, old.requests >= requests else {
            return .good("\(count), and too few beside it to compare with")
        }
        let before = Proportion(hits: old.errors, trials: old.requests)
        let written = "errors \(percent(share.share)) against \(percent(before.share))"
        if share.share > before.share + errors, share.z(above: before) > Self.significant {
            return .bad("\(written), of \(count)")
        }
        if let now = new.latency, let then = old.latency, then > 0, now > then * latency {
            let times = (now / then * 100).rounded() / 100
            return .bad("p95 \(milliseconds(now)) against \(milliseconds(then)), \(times)x")
        }
        return .good("\(written), of \(count)")
    }

    private func broken(
        _ objectives: [Objective],
        _ errors: Double,
        _ latency: Double?
    ) -> String? {
        for objective in objectives {
            switch objective.measure {
            case .errors where !objective.holds(errors):
                return "errors \(percent(errors)), objective \(percent(objective.limit))"
            case .p95:
                guard let latency, !objective.holds(latency) else { continue }
                return "p95 \(milliseconds(latency)), objective \(milliseconds(objective.limit))"
            default: continue
            }
        }
        return nil
    }

    private func percent(_ share: Double) -> String { Measure.errors.written(share) }

    private func milliseconds(_ seconds: Double) -> String { Measure.p95.written(seconds) }
}

extension CanaryJudge.Verdict {
    /// What is said of it, behind a colon.
    var words: String {
        switch self {
        case .good(let words), .bad(let words): ": \(words)"
        case .insufficient(let words): ": not enough data, \(words)"
        }
    }

    /// Whether there was enough to say anything.
    var isCertain: Bool { if case .insufficient = self { false } else { true } }
}
