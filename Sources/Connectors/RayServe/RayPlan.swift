import Client
import Entities

/// What is done to an application, step by step.
struct RayPlan {
    private let application: RayApplication
    private let order: ChangeOrder
    private let location: String

    init(_ application: RayApplication, _ order: ChangeOrder, _ location: String) {
        (self.application, self.order, self.location) = (application, order, location)
    }

    private var name: String { application.settings.name }
    private var versions: [Int] { application.versions }
    private var weights: [Int: Int] { application.weights }
    /// The version with most of the traffic.
    private var current: Int? { application.asDeployment.version }

    /// The plan; nil where what is asked for cannot be.
    var plan: Plan? {
        switch order.change {
        case .deploy, .rollBack: order.version.flatMap { deploy($0.id.number) }
        case .weigh(_, let weights): weigh(weights)
        case .scale(_, let replicas): scale(replicas)
        case .tag, .describe, .silence: nil
        }
    }

    private func deploy(_ next: Int) -> Plan? {
        guard application.place.router != nil else { return replace(next) }
        guard let current else { return nil }
        let isNew = !versions.contains(next)
        // What has no traffic makes room: of the others only the one that serves stays.
        let wanted = isNew ? [current, next] : versions
        var steps: [Plan.Step] = []
        if isNew {
            steps.append(versionsStep(from: versions, to: wanted, keeping: [current: 100]))
        }
        steps.append(.ready(next, within: order.deadline))
        var now = isNew ? [current: 100] : weights
        for share in (next == current ? [] : order.canary.filter { (1..<100) ~= $0 }) {
            let split = [current: 100 - share, next: share]
            steps += [
                weightsStep(from: now, to: split), .bake(next, share: share, for: order.bake),
            ]
            now = split
        }
        if Self.shares(now) != Self.shares([next: 100]) {
            steps.append(weightsStep(from: now, to: [next: 100]))
        } else if steps.count == 1 {
            return empty(next)
        }
        var back = [weightsStep(from: [next: 100], to: weights)]
        if isNew { back.append(versionsStep(from: wanted, to: versions, keeping: weights)) }
        back.append(.ready(current, within: order.deadline))
        return plan(steps, back, "v\(current)", "v\(next)")
    }

    private func empty(_ next: Int) -> Plan { plan([], [], "v\(next)", "v\(next)") }

    /// Without a router one version takes the place of the other.
    private func replace(_ next: Int) -> Plan? {
        guard let current = versions.first, current != next else {
            return versions.first == next ? empty(next) : nil
        }
        let steps = [
            versionsStep(from: [current], to: [next], keeping: [:]),
            .ready(next, within: order.deadline),
        ]
        let back = [
            versionsStep(from: [next], to: [current], keeping: [:]),
            .ready(current, within: order.deadline),
        ]
        return plan(steps, back, "v\(current)", "v\(next)")
    }

    private func weigh(_ next: [Int: Int]) -> Plan? {
        guard application.place.router != nil, next.keys.allSatisfy(versions.contains) else {
            return nil
        }
        let (before, after) = (Deployment.written(weights), Deployment.written(next))
        guard before != after else { return plan([], [], before, after) }
        return plan(
            [weightsStep(from: weights, to: next)],
            [weightsStep(from: next, to: weights)],
            before,
            after
        )
    }

    private func scale(_ replicas: Int) -> Plan? {
        let now = Self.state(application, "replicas")
        guard let before = Int(now), before != replicas else { return plan([], [], now, now) }
        func scaling(_ from: Int, _ to: Int) -> Plan.Step {
            step("replicas", ["replicas": "\(to)"], "\(to) replicas", "\(from)", "\(to)")
        }
        return plan([scaling(before, replicas)], [scaling(replicas, before)], now, "\(replicas)")
    }

    private func plan(
        _ steps: [Plan.Step],
        _ back: [Plan.Step],
        _ before: String,
        _ after: String
    ) -> Plan {
        var differences: [Plan.Difference]
        switch order.change {
        case .weigh: differences = [.init("traffic", from: before, to: after)]
        case .scale: differences = [.init("replicas", from: before, to: after)]
        default:
            differences = [.init("model", from: before, to: after)]
            let shares = steps.filter { $0.verb == "weights" }.map(\.after)
            if !shares.isEmpty {
                let now = Deployment.written(weights)
                let then = shares.joined(separator: ", then ")
                differences.append(.init("traffic", from: now, to: then))
            }
        }
        return Plan(
            order.change,
            from: current,
            differences: differences,
            steps: steps,
            back: steps.isEmpty ? [] : back,
            // The whole cluster's configuration is written at once.
            lock: location
        )
    }
}

extension RayPlan {
    private func versionsStep(
        from before: [Int],
        to after: [Int],
        keeping weights: [Int: Int]
    ) -> Plan.Step {
        let written = Self.written(after)
        return step(
            "versions",
            [
                "versions": after.map { "\($0)" }.joined(separator: ","),
                "weights": Self.coded(weights),
            ],
            "versions \(written)",
            Self.written(before),
            written
        )
    }

    private func weightsStep(from before: [Int: Int], to after: [Int: Int]) -> Plan.Step {
        let written = Self.shares(after)
        return step(
            "weights",
            ["weights": Self.coded(after)],
            "router weights \(written)",
            Self.shares(before),
            written
        )
    }

    private func step(
        _ verb: String,
        _ arguments: [String: String],
        _ words: String,
        _ before: String,
        _ after: String
    ) -> Plan.Step {
        Plan.Step(
            .call,
            verb,
            arguments.merging(["deployment": name]) { $1 },
            call: "PUT api/serve/applications/  \(application.place.name): \(words)",
            subject: "the \(verb) of \(name)",
            before: before,
            after: after
        )
    }

    /// What a step of a verb has as its state.
    static func state(_ application: RayApplication, _ verb: String) -> String {
        switch verb {
        case "versions": return written(application.versions)
        case "weights": return shares(application.weights)
        default:
            let wanted = application.asDeployment.serving.first?.wanted
            return wanted.map { "\($0)" } ?? "unknown"
        }
    }

    /// The configuration that a step writes; nil where it is none of these.
    static func configuration(_ application: RayApplication, _ step: Plan.Step) -> JSONValue? {
        let weights = decoded(step.arguments["weights"] ?? "")
        switch step.verb {
        case "versions":
            let versions = (step.arguments["versions"] ?? "").split(separator: ",")
                .compactMap { Int($0) }
            return application.configuration(versions: versions, weights: weights)
        case "weights":
            return application.configuration(versions: application.versions, weights: weights)
        case "replicas":
            return step.arguments["replicas"].flatMap { Int($0) }
                .map { application.configuration(replicas: $0) }
        default: return nil
        }
    }

    private static func written(_ versions: [Int]) -> String {
        versions.sorted().map { "v\($0)" }.joined(separator: ", ")
    }

    /// Shares without those that have nothing.
    private static func shares(_ weights: [Int: Int]) -> String {
        Deployment.written(weights.filter { $0.value > 0 })
    }

    private static func coded(_ weights: [Int: Int]) -> String {
        weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    private static func decoded(_ text: String) -> [Int: Int] {
        let pairs = text.split(separator: ",").compactMap { pair -> (Int, Int)? in
            let sides = pair.split(separator: "=").compactMap { Int($0) }
            return sides.count == 2 ? (sides[0], sides[1]) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
