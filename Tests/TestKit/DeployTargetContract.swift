import Client
import Entities
import Testing

/// What every deploy target promises: a version is deployed, and what served before comes back.
///
/// The registry knows the version; nil where the target itself does.
public func checkDeployTarget(
    _ target: any DeployTarget,
    deploying version: ModelVersion.ID,
    to deployment: Deployment.ID,
    registry: (any ModelRegistry)? = nil,
    rules: ChangeRules = ChangeRules(),
    time: Timekeeper = .system,
    location: SourceLocation = #_sourceLocation
) async throws {
    let check = DeployTargetCheck(
        target: target,
        registry: registry,
        deployment: deployment,
        version: version,
        rehearsal: Rehearsal([target] + (registry.map { [$0] } ?? []), rules: rules, time: time),
        location: location
    )
    try await check.whatIsListedIsObserved()
    try await check.planningReadsOnly()
    try await check.everyCallSaysWhatItChanges()
    try await check.whatAStepDoesNotKnowIsRefused(time)
    try await check.theVersionIsDeployedAndTakenBack()
    try await check.theJournalVerifies()
}

private struct DeployTargetCheck {
    let target: any DeployTarget
    let registry: (any ModelRegistry)?
    let deployment: Deployment.ID
    let version: ModelVersion.ID
    let rehearsal: Rehearsal
    let location: SourceLocation

    private var change: Change { .deploy(version, to: deployment) }

    private let unknown = "is no step that it knows"

    private func now() async throws -> Deployment { try await target.observe(deployment) }

    private func plan() async throws -> Plan { try await rehearsal.changes.propose(change).plan }

    func whatIsListedIsObserved() async throws {
        let listed = try await target.deployments()
        #expect(Set(listed.map(\.id)).count == listed.count, sourceLocation: location)
        for one in listed {
            #expect(one.id.source == target.source.id, sourceLocation: location)
            let observed = try await target.observe(one.id)
            #expect(observed.id == one.id, sourceLocation: location)
        }
    }

    func planningReadsOnly() async throws {
        let before = try await now()
        let first = try await plan()
        #expect(try await plan() == first, sourceLocation: location)
        #expect(try await now() == before, sourceLocation: location)
    }

    func everyCallSaysWhatItChanges() async throws {
        let plan = try await plan()
        let calls = (plan.steps + plan.back).filter { $0.kind == .call }
        for step in calls {
            #expect(!step.subject.isEmpty, "\(step.call)", sourceLocation: location)
            #expect(step.before != step.after, "\(step.call)", sourceLocation: location)
        }
        let first = try #require(calls.first, sourceLocation: location)
        #expect(try await target.state(of: first) == first.before, sourceLocation: location)
    }

    func whatAStepDoesNotKnowIsRefused(_ time: Timekeeper) async throws {
        let before = try await now()
        var step = try #require(try await plan().steps.first { $0.kind == .call })
        (step.verb, step.after) = ("nonsense", "nonsense")
        do throws(Failure) {
            step.before = try await target.state(of: step)
        } catch {
            // It is refused already to say what such a thing is.
            #expect(error.message.contains(unknown), sourceLocation: location)
            return
        }
        let strange = StrangeTarget(target, step)
        let rehearsal = Rehearsal([strange] + (registry.map { [$0] } ?? []), time: time)
        let rollout = try await rehearsal.make(change)
        #expect(rollout.phase == .rolledBack, sourceLocation: location)
        let isRefused = rollout.entries.contains { $0.what.contains(unknown) }
        #expect(isRefused, sourceLocation: location)
        #expect(try await now().written == before.written, sourceLocation: location)
    }

    func theVersionIsDeployedAndTakenBack() async throws {
        let before = try await now()
        let word = try await rehearsal.confirm(change)
        let rollout = try await rehearsal.carryOut(word)
        #expect(rollout.phase == .done, "\(rollout.last?.what ?? "")", sourceLocation: location)
        try await everythingIsAsPlanned(rollout.plan)
        try await whatServesHasNothingToDo()
        try await aPlanThatWasCarriedOutDoesNothing(word)
        let after = try await now()
        #expect(after.version == version.number, sourceLocation: location)
        let back = try await rehearsal.goBack(after)
        #expect(back.phase == .done, "\(back.last?.what ?? "")", sourceLocation: location)
        #expect(!back.plan.steps.contains { $0.kind == .bake }, sourceLocation: location)
        try await everythingIsAsPlanned(back.plan)
        #expect(try await now().version == before.version, sourceLocation: location)
    }

    /// Whatever was changed is what the last call that changes it says.
    private func everythingIsAsPlanned(_ plan: Plan) async throws {
        let calls = plan.steps.filter { $0.kind == .call }
        let last = Dictionary(calls.map { ($0.subject, $0) }) { $1 }
        for step in last.values {
            let state = try await target.state(of: step)
            #expect(state == step.after, "\(step.call)", sourceLocation: location)
        }
    }

    private func whatServesHasNothingToDo() async throws {
        #expect(try await plan().steps.isEmpty, sourceLocation: location)
        await #expect(throws: Failure.self, sourceLocation: location) {
            try await rehearsal.make(change)
        }
    }

    private func aPlanThatWasCarriedOutDoesNothing(_ word: Entities.Confirmation) async throws {
        let serving = try await now().written
        let again = try? await rehearsal.carryOut(word)
        let calls = again?.entries.filter { $0.action == .apply } ?? []
        #expect(calls.isEmpty, sourceLocation: location)
        #expect(try await now().written == serving, sourceLocation: location)
    }

    func theJournalVerifies() async throws {
        let summary = try rehearsal.changes.journal.look()
        #expect(summary.count > 0 && summary.faults.isEmpty, sourceLocation: location)
    }
}

/// A target whose plans have one step that it does not know.
private actor StrangeTarget: DeployTarget {
    nonisolated let source: Source
    nonisolated let interval: Duration? = nil
    private let target: any DeployTarget
    private let step: Plan.Step

    init(_ target: any DeployTarget, _ step: Plan.Step) {
        (self.target, self.step, source) = (target, step, target.source)
    }

    nonisolated func changes() -> AsyncStream<Void> { target.changes() }

    func check() async throws(Failure) -> String { try await target.check() }

    func deployments() async throws(Failure) -> [Deployment] { try await target.deployments() }

    func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        try await target.observe(id)
    }

    func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        Plan(order.change, steps: [step], lock: "strange")
    }

    func state(of step: Plan.Step) async throws(Failure) -> String {
        try await target.state(of: step)
    }

    func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        try await target.apply(step)
    }
}
