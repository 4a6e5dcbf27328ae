import Entities

extension Changes {
    /// Carries a plan out that a person has confirmed: returns the rollout's number once its first
    /// step is done; the rest goes on by itself, and `finished` waits for it.
    ///
    /// Throws why it is not carried out; nothing has been changed then.
    @discardableResult
    public func begin(_ confirmation: Confirmation) async throws(Failure) -> Begun {
        let source = confirmation.change.source
        let permit = try permissions.permit(for: source)
        let proposal = try await current(confirmation)
        let record = Record(
            source: source,
            subject: proposal.plan.subject,
            hash: proposal.hash,
            rollout: nil
        )
        if let why = refusal(proposal, confirmation) { throw refuse(why, record) }
        let lock: any JournalLock
        do {
            lock = try journal.storage.lock(proposal.plan.lock)
        } catch {
            throw refuse(error.sentence, record)
        }
        do {
            try checkNothingIsOpen(proposal.plan.lock, source)
            let target = try target(of: confirmation.change)
            let caller = Caller(permit: permit, target: target, journal: journal, time: time)
            var run = RolloutRun(
                proposal.plan,
                caller,
                record,
                after: record.beginning(proposal, confirmation),
                watchedBy: watchers(of: confirmation.change),
                time
            )
            let first = run
            let (begun, halt) = try await apart { () async throws(Failure) in
                var run = first
                let halt = try await run.begin()
                return (run, halt)
            }
            run = begun
            return goOn(run, lock) { run in await run.goOn(from: 1, after: halt) }
        } catch {
            lock.unlock()
            throw error
        }
    }

    /// Takes up a rollout that was interrupted, forwards or back.
    public func resume(_ id: Int, back: Bool) async throws(Failure) -> Begun {
        let all = try keeping { () throws(Failure.Reason) in
            _ = try journal.look()
            return try journal.rollouts()
        }
        guard let rollout = all.first(where: { $0.id == id }) else {
            throw Failure(source: source.id, reason: .notFound("rollout \(id)"))
        }
        guard rollout.isInterrupted else {
            let what = rollout.isOver ? "has ended" : "is being carried out"
            throw Failure(source: source.id, reason: .refused(why: "rollout \(id) \(what)"))
        }
        let permit = try permissions.permit(for: rollout.plan.change.source)
        let target = try target(of: rollout.plan.change)
        let lock = try keeping { () throws(Failure.Reason) in
            try journal.storage.lock(rollout.plan.lock)
        }
        let record = Record(
            source: rollout.plan.change.source,
            subject: rollout.plan.subject,
            hash: rollout.hash,
            rollout: id
        )
        let caller = Caller(permit: permit, target: target, journal: journal, time: time)
        let isBack = back || rollout.phase == .rollingBack
        do {
            var run = RolloutRun(
                rollout.plan,
                caller,
                record,
                watchedBy: watchers(of: rollout.plan.change),
                time
            )
            let word = isBack ? "taken up again, to go back" : "taken up again"
            try caller.write([record.entry(.resume, word, outcome: .open)], &run.record)
            return goOn(run, lock) { run in
                if isBack {
                    await run.goBack("it was interrupted")
                } else {
                    await run.takeUp(from: rollout.next)
                }
            }
        } catch {
            lock.unlock()
            throw error
        }
    }

    /// Tells a rollout something, whoever carries it out.
    public func steer(_ id: Int, _ word: String, _ source: Source.ID) async throws(Failure) {
        _ = try permissions.permit(for: source)
        var entry = JournalEntry(
            .steer,
            word,
            source: source,
            subject: "rollout \(id)",
            outcome: word == "hold" ? .open : .done
        )
        entry.rollout = id
        try keeping { () throws(Failure.Reason) in _ = try journal.append([entry]) }
    }

    /// Goes on by itself, and lets go of the lock at the end.
    private func goOn(
        _ run: RolloutRun,
        _ lock: any JournalLock,
        _ body: @escaping @Sendable (inout RolloutRun) async -> Void
    ) -> Begun {
        let id = run.record.rollout ?? 0
        underWay.insert(id)
        let task = Task(executorPreference: working) { [weak self] in
            var run = run
            await body(&run)
            lock.unlock()
            await self?.ended(id)
        }
        return Begun(rollout: id, task: task)
    }

    private func ended(_ id: Int) {
        underWay.remove(id)
    }

    /// Does something where it may wait for the disk.
    private func apart<Result: Sendable>(
        _ body: @escaping @Sendable () async throws(Failure) -> Result
    ) async throws(Failure) -> Result {
        let task = Task(executorPreference: working) { () async -> Swift.Result<Result, Failure> in
            do throws(Failure) {
                return .success(try await body())
            } catch {
                return .failure(error)
            }
        }
        return try await task.value.get()
    }

    /// The plan as a person has seen it, made again where it is old; throws where it is another.
    private func current(_ confirmation: Confirmation) async throws(Failure) -> Proposal {
        if let known = proposals[confirmation.change], known.hash == confirmation.hash,
            abs(time.now().milliseconds(since: known.made)) < Self.lifetime
        {
            return known
        }
        let proposal = try await propose(confirmation.change)
        guard proposal.hash == confirmation.hash else {
            let why =
                "the plan is another one than you have seen, as something has changed; look"
                + " at it again"
            throw Failure(source: confirmation.change.source, reason: .refused(why: why))
        }
        return proposal
    }

    /// Why a plan is not carried out; nil where it is.
    private func refusal(_ proposal: Proposal, _ confirmation: Confirmation) -> String? {
        if let why = proposal.refusal { return why }
        if proposal.plan.steps.isEmpty { return "there is nothing to do: it is so already" }
        let open = proposal.failing.filter {
            confirmation.waivers[$0.name]?.contains { !$0.isWhitespace } != true
        }
        guard let gate = open.first else { return nil }
        return "the gate \(gate.name) fails: \(gate.evidence); a reason is needed to waive it"
    }

    private func refuse(_ why: String, _ record: Record) -> Failure {
        _ = try? journal.append([record.entry(.refuse, why, outcome: .refused)])
        return Failure(source: record.source, reason: .refused(why: why))
    }

    /// Throws where a rollout of the same target was interrupted: it comes first.
    private func checkNothingIsOpen(_ lock: String, _ source: Source.ID) throws(Failure) {
        let open = try keeping { () throws(Failure.Reason) in
            _ = try journal.look()
            return try journal.rollouts(among: 0)
        }
        guard let first = open.first(where: { !$0.isOver && $0.plan.lock == lock }) else { return }
        throw Failure(
            source: source,
            reason: .refused(
                why: "rollout \(first.id), \(first.plan.summary), was interrupted; resume it or"
                    + " roll it back first"
            )
        )
    }

    /// Who measures what a change deploys, and how careful one is there.
    private func watchers(of change: Change) -> (connectors: [any Connector], judge: CanaryJudge) {
        (connectors, rules.rules(of: change).judge)
    }

    func target(of change: Change) throws(Failure) -> any ChangeTarget {
        let connector = connectors.first { $0.source.id == change.source }
        if let target = connector as? any ChangeTarget { return target }
        throw Failure(
            source: change.source,
            reason: connector == nil
                ? .notFound("such source") : .refused(why: "it cannot be changed by mldeck")
        )
    }
}

extension Plan {
    /// What tells it from every other plan: SHA-256 in hexadecimal digits.
    public var hash: String { JournalLine.sha256(jsonLine.utf8) }

    /// What the journal calls its subject.
    var subject: String {
        switch change {
        case .tag(let owner, _, _), .describe(let owner, _): owner.written
        default: change.deployment?.name ?? ""
        }
    }
}

extension Record {
    /// What stands in the journal before the first call of a rollout.
    fileprivate func beginning(
        _ proposal: Proposal,
        _ confirmation: Confirmation
    ) -> [JournalEntry] {
        let plan = proposal.plan
        let what =
            "\(plan.change.sentence), plan \(proposal.name), \(plan.calls) call\(plan.calls == 1 ? "" : "s")"
        let gates = proposal.gates.map { gate in
            entry(.gate, "\(gate.name): \(gate.evidence)", outcome: .init(gate.verdict))
        }
        let approvals = proposal.gates.flatMap { gate in
            gate.approvers.map { entry(.approve, "\($0), by a signature that \(gate.name) counts") }
        }
        let waivers = proposal.failing.map { gate in
            entry(.waive, gate.name, outcome: .warned, why: confirmation.waivers[gate.name])
        }
        return [entry(.plan, what, body: plan)] + gates + approvals + waivers
            + [entry(.confirm, confirmation.how)]
    }
}

extension JournalEntry.Outcome {
    fileprivate init(_ verdict: GateResult.Verdict) {
        switch verdict {
        case .pass: self = .passed
        case .warn, .skipped: self = .warned
        case .fail: self = .failed
        }
    }
}
