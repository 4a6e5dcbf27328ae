import Entities
import Glibc

/// Whether a metric is good enough, and better than that of the version that serves: MLflow's
/// `MetricThreshold`.
enum MetricGate: Gate {
    static let name = "metric"
    static let keys = [
        GateKey("key", .text, isNeeded: true, "The metric, as in val/auc."),
        GateKey("threshold", .number, "What it must reach."),
        GateKey("min_absolute_change", .positive, "By how much it must be better than now."),
        GateKey("min_relative_change", .share, "The same as a share of what it is now."),
        GateKey("greater_is_better", .flag, "Whether more is better; true unless told."),
    ]

    private static let asked = ["threshold", "min_absolute_change", "min_relative_change"]

    static func complaints(_ settings: GateSettings) -> [String] {
        asked.contains { settings.values[$0] != nil }
            ? [] : ["asks nothing of the metric: set one of " + asked.joined(separator: ", ")]
    }

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let key = settings.text("key") ?? ""
        guard let value = try one.version().metrics[key] else {
            return settings.result(.fail, "the version has no metric \(key)")
        }
        let isGreaterBetter = settings.flag("greater_is_better") ?? true
        let demand = MetricDemand(value: value, isGreaterBetter: isGreaterBetter)
        let reached = settings.number("threshold").map { demand.reaches($0) }
        let isCompared = asked.dropFirst().contains { settings.values[$0] != nil }
        guard isCompared else { return settings.result(reached.map { [$0] } ?? []) }
        guard let champion = try await one.champion() else {
            let none = "no other version serves, to be compared with"
            guard let reached else { return settings.result(.skipped, none) }
            return settings.result(reached.holds ? .pass : .fail, "\(reached.evidence); \(none)")
        }
        let serving = "v\(champion.id.number)"
        guard let before = champion.metrics[key] else {
            return settings.result(.fail, "\(serving), which serves, has no metric \(key)")
        }
        let changes = [
            settings.number("min_absolute_change").map { demand.gains($0, on: before) },
            settings.number("min_relative_change").map { demand.gains(share: $0, on: before) },
        ]
        let outcomes = ([reached] + changes).compactMap { $0 }
        return settings.result(outcomes, "\(serving) has \(before.brief)")
    }
}

extension GateSettings {
    /// A pass where all hold; those that do not are the evidence otherwise.
    fileprivate func result(
        _ demands: [MetricDemand.Outcome],
        _ note: String? = nil
    ) -> GateResult {
        let missed = demands.filter { !$0.holds }
        let told = (missed.isEmpty ? demands : missed).map(\.evidence).joined(separator: ", ")
        return result(missed.isEmpty ? .pass : .fail, told + (note.map { "; \($0)" } ?? ""))
    }
}

/// A metric's value, and what is asked of it.
private struct MetricDemand {
    typealias Outcome = (holds: Bool, evidence: String)

    let value: Double
    let isGreaterBetter: Bool

    /// Whether it is at least, or at most, so much; NaN is neither.
    func reaches(_ bound: Double) -> Outcome {
        let holds = isGreaterBetter ? value >= bound : value <= bound
        let signs = isGreaterBetter ? (yes: "≥", no: "<") : (yes: "≤", no: ">")
        guard !value.isNaN, !bound.isNaN else { return incomparable(bound) }
        // Rounded they may look the same.
        let isClose = value.brief == bound.brief && value != bound
        let (left, right) =
            isClose ? ("\(value)", "\(bound)") : (value.brief, bound.brief)
        return (holds, "\(left) \(holds ? signs.yes : signs.no) \(right)")
    }

    private func incomparable(_ other: Double) -> Outcome {
        (false, "\(value.brief) cannot be compared with \(other.brief)")
    }

    /// Whether it is better by so much.
    func gains(_ change: Double, on before: Double) -> Outcome {
        reaches(isGreaterBetter ? before + change : before - change)
    }

    /// Whether it is better by such a share.
    func gains(share: Double, on before: Double) -> Outcome {
        // Of 0 there is no share: MLflow asks then that it is better at all.
        guard before != 0 else { return gains(1e-10, on: before) }
        let gain = (isGreaterBetter ? value - before : before - value) / before.magnitude
        let sign = gain >= share ? "≥" : "<"
        guard !gain.isNaN else { return incomparable(before) }
        return (gain >= share, "\((gain * 100).brief) % better \(sign) \((share * 100).brief) %")
    }
}

extension Double {
    /// With six digits that tell.
    fileprivate var brief: String {
        guard isFinite, self != 0 else { return isNaN ? "NaN" : self == 0 ? "0" : "\(self)" }
        let places = 5 - log10(magnitude).rounded(.down)
        guard (-15...15).contains(places) else { return "\(self)" }
        let scale = pow(10, places.magnitude)
        let rounded =
            places < 0 ? (self / scale).rounded() * scale : (self * scale).rounded() / scale
        let text = "\(rounded)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
