import Entities

extension RolloutRun {
    /// How often a target is looked at while something is waited for.
    private static let pause = Duration.seconds(1)
    /// How often what is measured of a version is judged.
    private static let pauseOfJudge = Duration.seconds(5)

    /// Waits until a version is ready; fails where it cannot be, and at the deadline.
    mutating func awaitReady(_ step: Plan.Step) async throws(Halt) {
        let start = time.uptime()
        var (last, pause) = ("it is not there yet", Duration.milliseconds(100))
        while true {
            let (serving, words) = await look(at: step.version)
            last = words ?? last
            if serving?.state == .healthy {
                let count = serving?.ready.map { ", \($0) of \(serving?.wanted ?? $0) replicas" }
                return try write(
                    record.entry(
                        .observe,
                        "v\(step.version ?? 0) is ready\(count ?? "")",
                        outcome: .passed,
                        took: Int64((time.uptime() - start) / .milliseconds(1))
                    )
                )
            }
            if serving?.state == .failed { try fail("v\(step.version ?? 0) failed: \(last)") }
            guard time.uptime() - start < .seconds(step.seconds) else {
                try fail("v\(step.version ?? 0) was not ready within \(step.seconds) s: \(last)")
                return
            }
            try stopIfTold()
            try await wait(pause)
            pause = min(pause * 2, Self.pause)
        }
    }

    /// Watches a version with part of the traffic; fails as soon as it is not well.
    mutating func bake(_ step: Plan.Step) async throws(Halt) {
        let (start, began) = (time.uptime(), time.now())
        try write(record.entry(.observe, step.call, outcome: .open))
        var (verdict, judged): (CanaryJudge.Verdict?, Duration) = (nil, start)
        while true {
            let (serving, words) = await look(at: step.version)
            if serving?.state == .failed {
                try fail("v\(step.version ?? 0) failed: \(words ?? "it does not answer")")
            }
            let now = time.uptime()
            if now - judged >= Self.pauseOfJudge || now - start >= .seconds(step.seconds) {
                judged = now
                verdict = await canary(step)?.verdict(
                    after: Int((now - start) / .seconds(1)),
                    since: began
                )
                if case .bad(let why) = verdict {
                    try fail("v\(step.version ?? 0) does worse at \(step.share ?? 0) %: \(why)")
                }
            }
            try stopIfTold()
            let isOver = time.uptime() - start >= .seconds(step.seconds) || steering.isPromoted
            if isOver, !steering.isHeld { break }
            try await wait(Self.pause)
        }
        steering.isPromoted = false
        try write(
            record.entry(
                .observe,
                "v\(step.version ?? 0) held at \(step.share ?? 0) %" + (verdict?.words ?? ""),
                outcome: verdict?.isCertain == false ? .warned : .passed,
                took: Int64((time.uptime() - start) / .milliseconds(1))
            )
        )
    }

    /// What is measured of the version that is watched; nil where there is none.
    private func canary(_ step: Plan.Step) -> CanaryLook? {
        guard let deployment = plan.change.deployment, let version = step.version else {
            return nil
        }
        return CanaryLook(
            connectors: watchers.connectors,
            judge: watchers.judge,
            deployment: deployment,
            version: version,
            before: plan.from
        )
    }

    /// How a version does, and what the target says of it, or why it cannot be asked.
    private func look(at version: Int?) async -> (Deployment.Serving?, String?) {
        guard let target = caller.target as? any DeployTarget,
            let deployment = plan.change.deployment
        else { return (nil, "nobody can tell") }
        do throws(Failure) {
            let now = try await target.observe(deployment)
            let words = now.message.isEmpty ? nil : now.message
            return (now.serving.first { $0.version == version }, words)
        } catch {
            return (nil, error.message)
        }
    }

    private mutating func fail(_ why: String) throws(Halt) {
        try write(record.entry(.observe, why, outcome: .failed))
        throw .back(why)
    }

    /// Goes back where a person says so, from whatever terminal.
    private mutating func stopIfTold() throws(Halt) {
        guard let rollout = record.rollout, !isGoingBack else { return }
        if let why = steering.read(rollout) { throw .back(why) }
    }
}

/// What people tell a rollout through the journal while it waits.
struct Steering: Sendable {
    /// What can be told.
    enum Word: String, CaseIterable, Sendable {
        case hold
        case goOn = "go on"
        case promote
        case stop
    }

    private let journal: Journal
    private var read: Int
    /// Whether it is to wait until it is told to go on.
    private(set) var isHeld = false
    /// Whether the bake under way is to end now.
    var isPromoted = false

    init(_ journal: Journal) {
        self.journal = journal
        read = (try? journal.look().count) ?? 0
    }

    /// Reads on; returns why it is to stop, where somebody says so.
    mutating func read(_ rollout: Int) -> String? {
        guard let count = try? journal.look().count, count > read,
            let entries = try? journal.entries(read..<count)
        else { return nil }
        read = count
        for entry in entries where entry.rollout == rollout && entry.action == .steer {
            switch Word(rawValue: entry.what) {
            case .hold: isHeld = true
            case .goOn: isHeld = false
            case .promote: (isPromoted, isHeld) = (true, false)
            case .stop: return "\(entry.actor.user) stopped it"
            case nil: break
            }
        }
        return nil
    }
}
