import Entities

/// Carries a plan out, step by step, and brings back what was before where a step fails.
struct RolloutRun: Sendable {
    let plan: Plan
    let caller: Caller
    let time: Timekeeper
    var record: Record
    /// Who measures what is deployed, and how careful one is with what they say.
    let watchers: (connectors: [any Connector], judge: CanaryJudge)
    var steering: Steering
    /// Whether what was before is being brought back: nobody stops that.
    private(set) var isGoingBack = false
    /// What is to stand in the journal before the first call.
    private var pending: [JournalEntry]

    /// Why it does not go on.
    enum Halt: Error {
        /// A step failed: what was before is to be brought back.
        case back(String)
        /// What is there is not of this plan: nothing more is changed.
        case left(String)
        /// Nobody can be asked, or the journal cannot be written: it is taken up later.
        case lost(Failure)
    }

    init(
        _ plan: Plan,
        _ caller: Caller,
        _ record: Record,
        after pending: [JournalEntry] = [],
        watchedBy watchers: (connectors: [any Connector], judge: CanaryJudge),
        _ time: Timekeeper
    ) {
        self.watchers = watchers
        (self.plan, self.caller, self.record) = (plan, caller, record)
        (self.pending, self.time) = (pending, time)
        steering = Steering(caller.journal)
    }

    /// Does the first step, and returns why it is not to go on; throws where nothing was written,
    /// and so nothing was done.
    mutating func begin() async throws(Failure) -> Halt? {
        let halt = await halt { run throws(Halt) in try await run.forward(0..<1) }
        guard record.rollout == nil else { return halt }
        switch halt {
        case .lost(let failure): throw failure
        case .left(let why), .back(let why):
            throw Failure(source: record.source, reason: .refused(why: why))
        case nil: return nil
        }
    }

    /// Goes on from a step to the end, or back where it halted before.
    mutating func goOn(from step: Int, after before: Halt? = nil) async {
        var halt = before
        if halt == nil {
            halt = await self.halt { run throws(Halt) in
                try await run.forward(step..<max(step, run.plan.steps.count))
                try run.end(.done, "\(run.plan.summary): done")
            }
        }
        if case .back(let why) = halt {
            await goBack(why)
        } else {
            settle(halt)
        }
    }

    /// Goes on from the step at which it was interrupted; a call of before that holds no longer is
    /// made again, and said so.
    mutating func takeUp(from step: Int) async {
        var first = step
        let halt = await halt { run throws(Halt) in
            first = try await run.firstUndone(before: step) ?? step
        }
        await goOn(from: first, after: halt)
    }

    /// Brings back what was before, from anywhere in the plan.
    mutating func goBack(_ why: String) async {
        isGoingBack = true
        settle(
            await halt { run throws(Halt) in
                run.record.step = nil
                try run.write(run.record.entry(.rollback, why, outcome: .open))
                for (index, step) in run.plan.back.enumerated() {
                    run.record.step = run.plan.steps.count + index
                    try await run.perform(step)
                }
                try run.end(.rolledBack, "\(run.plan.summary): rolled back, as \(why)")
            }
        )
    }

    /// Writes how it ended, where it did; what is lost is taken up later.
    private mutating func settle(_ halt: Halt?) {
        switch halt {
        case nil: break
        case .left(let why), .back(let why): try? end(.failed, why)
        case .lost(let failure):
            let what = "interrupted: \(failure.message)"
            try? write(record.entry(.observe, what, outcome: .open))
        }
    }

    private mutating func halt(
        _ body: (inout RolloutRun) async throws(Halt) -> Void
    ) async -> Halt? {
        do throws(Halt) {
            try await body(&self)
            return nil
        } catch {
            return error
        }
    }

    private mutating func forward(_ steps: Range<Int>) async throws(Halt) {
        for index in steps.clamped(to: plan.steps.indices) {
            record.step = index
            try await perform(plan.steps[index])
        }
    }

    private mutating func perform(_ step: Plan.Step) async throws(Halt) {
        switch step.kind {
        case .call: try await change(step)
        case .check: try await check(step)
        case .ready: try await awaitReady(step)
        case .bake: try await bake(step)
        }
    }
}

extension RolloutRun {
    /// Makes a call, unless it has taken effect before; asks what happened where it fails.
    private mutating func change(_ step: Plan.Step) async throws(Halt) {
        let now = try await state(of: step)
        if now == step.after {
            return try write(record.entry(.observe, "\(step.call): found done"))
        }
        let known = isGoingBack ? plan.states(of: step.subject) : [step.before]
        guard known.contains(now) else {
            throw .left("\(step.subject) is \(now), not \(step.before): somebody else changed it")
        }
        guard case .failure(let failure) = try await call(step) else { return }
        guard try await state(of: step) == step.after else {
            let why = "\(step.call): \(failure.message)"
            try write(record.entry(.observe, why, outcome: .failed))
            throw isGoingBack ? .left("not rolled back: \(why)") : .back(why)
        }
        let what = "\(step.call): took effect, although \(failure.message)"
        try write(record.entry(.observe, what, outcome: .warned))
    }

    /// The first step before another whose call holds no longer, as after a server's restart.
    private mutating func firstUndone(before step: Int) async throws(Halt) -> Int? {
        var (first, subjects): (Int?, Set<String>) = (nil, [])
        for (index, one) in plan.steps.enumerated().prefix(step).reversed()
        where one.kind == .call && subjects.insert(one.subject).inserted {
            let now = try await state(of: one)
            if now == one.after { continue }
            guard now == one.before else {
                throw .left("\(one.subject) is \(now), not \(one.after): somebody else changed it")
            }
            record.step = index
            let what = "\(one.call): holds no longer, and is made again"
            try write(record.entry(.observe, what, outcome: .warned))
            first = index
        }
        return first
    }

    /// Makes a call that changes nothing and must succeed.
    private mutating func check(_ step: Plan.Step) async throws(Halt) {
        guard case .failure(let failure) = try await call(step) else { return }
        let why = "\(step.call): \(failure.message)"
        try write(record.entry(.observe, why, outcome: .failed))
        throw .back(why)
    }

    private mutating func call(_ step: Plan.Step) async throws(Halt) -> Result<Receipt, Failure> {
        defer { pending = [] }
        do throws(Failure) {
            return try await caller.call(step, &record, after: pending)
        } catch {
            throw .lost(error)
        }
    }

    /// What a step's subject is; asked again for a minute where nobody answers.
    private func state(of step: Plan.Step) async throws(Halt) -> String {
        let start = time.uptime()
        var pause = Duration.milliseconds(250)
        while true {
            do throws(Failure) {
                return try await caller.target.state(of: step)
            } catch {
                guard time.uptime() - start < .seconds(60) else { throw .lost(error) }
            }
            try await wait(pause)
            pause = min(pause * 2, .seconds(8))
        }
    }

    func wait(_ duration: Duration) async throws(Halt) {
        do {
            try await time.sleep(duration)
        } catch {
            throw .lost(Failure(source: record.source, reason: .cancelled))
        }
    }

    mutating func write(_ entry: JournalEntry) throws(Halt) {
        do throws(Failure) {
            try caller.write(pending + [entry], &record)
            pending = []
        } catch {
            throw .lost(error)
        }
    }

    private mutating func end(_ outcome: JournalEntry.Outcome, _ what: String) throws(Halt) {
        record.step = nil
        try write(record.entry(.end, what, outcome: outcome))
    }
}
