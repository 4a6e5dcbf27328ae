import Client
import Entities

/// A plan of the demo's router.
struct DemoPlan {
    private let id: Deployment.ID
    private let now: DemoApplication
    private let order: ChangeOrder

    init(_ id: Deployment.ID, _ now: DemoApplication, _ order: ChangeOrder) {
        (self.id, self.now, self.order) = (id, now, order)
    }

    /// Half a minute at a quarter and at a half, then all of it.
    var plan: Plan {
        let current = now.weights.max { $0.value < $1.value }?.key ?? 1
        switch order.change {
        case .weigh(_, let next): return plan([weights(now.weights, next)], from: current, next)
        case .scale(_, let count):
            let step = replicas(now.replicas, count)
            return Plan(
                order.change,
                from: current,
                differences: [.init("replicas", from: "\(now.replicas)", to: "\(count)")],
                steps: now.replicas == count ? [] : [step],
                back: [replicas(count, now.replicas)],
                lock: id.name
            )
        default:
            let next = order.version?.id.number ?? current
            guard next != current else { return plan([], from: current, [next: 100]) }
            var (steps, before): ([Plan.Step], [Int: Int]) = ([], now.weights)
            let isBack = if case .rollBack = order.change { true } else { false }
            for share in isBack ? [] : [25, 50] {
                let split = [current: 100 - share, next: share]
                steps += [weights(before, split), .bake(next, share: share, for: 30)]
                before = split
            }
            return plan(steps + [weights(before, [next: 100])], from: current, [next: 100])
        }
    }

    private func plan(_ steps: [Plan.Step], from: Int, _ next: [Int: Int]) -> Plan {
        Plan(
            order.change,
            from: from,
            differences: [
                .init(
                    "traffic",
                    from: Deployment.written(now.weights),
                    to: Deployment.written(next)
                )
            ],
            untouched: "3 other applications untouched",
            steps: Self.written(now.weights) == Self.written(next) ? [] : steps,
            back: [weights(next, now.weights)],
            lock: id.name
        )
    }

    private func weights(_ before: [Int: Int], _ after: [Int: Int]) -> Plan.Step {
        step("weights", Self.coded(after), Self.written(before), Self.written(after))
    }

    private func replicas(_ before: Int, _ after: Int) -> Plan.Step {
        step("replicas", "\(after)", "\(before)", "\(after)")
    }

    private func step(
        _ verb: String,
        _ value: String,
        _ before: String,
        _ after: String
    ) -> Plan.Step {
        Plan.Step(
            .call,
            verb,
            ["model": String(id.name.dropLast(4)), verb: value],
            call: "PUT api/applications/\(id.name)  \(verb) \(after)",
            subject: "the \(verb) of \(id.name)",
            before: before,
            after: after
        )
    }

    static func written(_ weights: [Int: Int]) -> String {
        Deployment.written(weights.filter { $0.value > 0 })
    }

    private static func coded(_ weights: [Int: Int]) -> String {
        weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    static func read(_ text: String) -> [Int: Int] {
        let pairs = text.split(separator: ",").compactMap { pair -> (Int, Int)? in
            let sides = pair.split(separator: "=").compactMap { Int($0) }
            return sides.count == 2 ? (sides[0], sides[1]) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
