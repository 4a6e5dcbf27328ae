import Client
import Entities
import Foundation
import TestKit
import Testing

@Suite struct ChangesTests {
    private let folder = Scratch()
    private let clock = TurnedClock()

    private var target: FileTarget { FileTarget(folder.path) }

    private func changes(
        _ target: FileTarget,
        rules: ChangeRules = ChangeRules(),
        refusal: String? = nil
    ) -> Changes {
        Changes(
            connectors: [target],
            journal: Journal(
                JournalFile(folder: folder.path),
                time: clock.time,
                actor: { .tester }
            ),
            permissions: Permissions { _ in refusal },
            rules: rules,
            time: clock.time
        )
    }

    private func deploy(_ changes: Changes, _ target: FileTarget, _ number: Int) async throws
        -> Rollout?
    {
        let change = Change.deploy(target.version(number), to: target.deployment)
        let proposal = try await changes.propose(change)
        let word = Confirmation(change: change, hash: proposal.hash, how: "test")
        let begun = try await changes.begin(word)
        await begun.finished()
        return try await changes.rollouts().first { $0.id == begun.rollout }
    }

    private func rules(_ change: (inout ChangeRules.OfDeployment) -> Void) -> ChangeRules {
        var (rules, own) = (ChangeRules(), ChangeRules.OfDeployment())
        change(&own)
        rules.deployments[target.deployment] = own
        return rules
    }

    @Test func aVersionIsDeployedAndTheJournalTellsEachCallTwice() async throws {
        let target = target
        let rollout = try #require(try await deploy(changes(target), target, 2))
        #expect(rollout.phase == .done && target.current == 2)
        #expect(target.calls == ["start v2", "turn v2", "stop v1"])
        let told = rollout.entries.map(\.action)
        #expect(
            told == [.plan, .confirm] + [.apply, .result, .observe] + [
                .apply, .result, .apply, .result, .end,
            ]
        )
        #expect(try changes(target).journal.look().faults.isEmpty)
    }

    @Test func aCallThatFailsBringsBackWhatWasBefore() async throws {
        let target = target
        target.set("turn v2", .fails)
        let rollout = try #require(try await deploy(changes(target), target, 2))
        #expect(rollout.phase == .rolledBack && target.current == 1)
        #expect(target.calls == ["start v2", "turn v2", "stop v2"])
        #expect(try await target.observe(target.deployment).serving.map(\.version) == [1])
    }

    @Test func aCallThatTookEffectAlthoughItFailedIsNotRepeated() async throws {
        let target = target
        target.set("turn", .failsAfterwards)
        let rollout = try #require(try await deploy(changes(target), target, 2))
        #expect(rollout.phase == .done && target.current == 2)
        #expect(target.calls == ["start v2", "turn v2", "stop v1"])
        #expect(
            rollout.entries.contains { $0.outcome == .warned && $0.what.contains("took effect") }
        )
    }

    @Test func aVersionThatIsNeverReadyGoesBackAtTheDeadline() async throws {
        let target = target
        target.makeUnready(2)
        let rollout = try #require(try await deploy(changes(target), target, 2))
        #expect(rollout.phase == .rolledBack && target.current == 1)
        #expect(clock.elapsed >= .seconds(300) && clock.elapsed < .seconds(310))
        #expect(rollout.last?.what.contains("not ready within 300 s") == true)
    }

    @Test func aVersionThatFailsWhileItIsWatchedGoesBack() async throws {
        let target = target
        let changes = changes(target, rules: rules { ($0.canary, $0.bake) = ([5, 50], 600) })
        clock.after(.seconds(700)) { target.breakDown(2) }
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.phase == .rolledBack && target.current == 1)
        #expect(rollout.entries.contains { $0.what == "v2 held at 5 %" })
        #expect(clock.elapsed < .seconds(720))
    }

    @Test func aClockThatJumpsEndsNoWait() async throws {
        let target = target
        let changes = changes(target, rules: rules { ($0.canary, $0.bake) = ([50], 600) })
        let clock = clock
        clock.after(.seconds(100)) { clock.jump(days: 3) }
        clock.after(.seconds(200)) { clock.jump(days: -10) }
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.phase == .done)
        #expect(clock.elapsed >= .seconds(600) && clock.elapsed < .seconds(610))
    }

    @Test func whatSomebodyElseChangedIsLeftAlone() async throws {
        let target = target
        let changes = changes(target, rules: rules { ($0.canary, $0.bake) = ([50], 60) })
        clock.after(.seconds(30)) { target.meddle(7) }
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.phase == .failed && target.current == 7)
        #expect(rollout.last?.what.contains("somebody else changed it") == true)
    }

    @Test func aPlanThatIsNoLongerTheSameIsNotCarriedOut() async throws {
        let target = target
        let changes = changes(target)
        let change = Change.deploy(target.version(2), to: target.deployment)
        let proposal = try await changes.propose(change)
        target.meddle(3)
        clock.pass(.seconds(61))
        await #expect(throws: Failure.self) {
            try await changes.begin(Confirmation(change: change, hash: proposal.hash, how: "test"))
        }
        #expect(target.calls.isEmpty)
    }

    @Test func anOldPlanThatIsStillTheSameIsCarriedOut() async throws {
        let target = target
        let changes = changes(target)
        let change = Change.deploy(target.version(2), to: target.deployment)
        let proposal = try await changes.propose(change)
        clock.pass(.seconds(600))
        let word = Confirmation(change: change, hash: proposal.hash, how: "test")
        try await changes.begin(word).finished()
        #expect(target.current == 2)
    }

    @Test func aReadOnlySourceIsNotChanged() async throws {
        let target = target
        let changes = changes(target, refusal: "the context prod is read-only")
        let change = Change.deploy(target.version(2), to: target.deployment)
        let proposal = try await changes.propose(change)
        #expect(proposal.refusal == "the context prod is read-only")
        await #expect(throws: Failure.self) {
            try await changes.begin(Confirmation(change: change, hash: proposal.hash, how: "test"))
        }
        #expect(target.calls.isEmpty)
        #expect(try changes.journal.look().count == 0)
    }

    @Test func withoutAJournalNothingIsDeployed() async throws {
        let target = target
        let path = folder.path + "/journal.jsonl"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        await #expect(throws: Failure.self) { try await deploy(changes(target), target, 2) }
        #expect(target.calls.isEmpty && target.current == 1)
    }

    @Test func twoAtOnceAreOne() async throws {
        let target = target
        let (first, second) = (changes(target), changes(target))
        target.makeUnready(2)
        let change = Change.deploy(target.version(2), to: target.deployment)
        let hash = try await first.propose(change).hash
        _ = try await second.propose(change)
        let word = Confirmation(change: change, hash: hash, how: "test")
        clock.isStopped = true
        let begun = try await first.begin(word)
        await #expect(throws: Failure.self) { try await second.begin(word) }
        clock.isStopped = false
        await begun.finished()
        #expect(target.calls.count { $0 == "start v2" } == 1)
    }

    @Test func aServerThatIsGoneLeavesTheRolloutToBeTakenUp() async throws {
        let target = target
        let changes = changes(target, rules: rules { ($0.canary, $0.bake) = ([50], 60) })
        clock.after(.seconds(59)) { target.setDown(true) }
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.isInterrupted && rollout.phase == .applying)
        target.setDown(false)
        let other = self.changes(target)
        let again = Confirmation(change: rollout.plan.change, hash: rollout.hash, how: "test")
        await #expect(throws: Failure.self) { try await other.begin(again) }
        try await other.resume(rollout.id, back: false).finished()
        #expect(try await other.rollouts().last?.phase == .done)
        #expect(target.calls == ["start v2", "turn v2", "stop v1"])
    }

    @Test func aPersonHoldsPromotesAndStops() async throws {
        let target = target
        let changes = changes(target, rules: rules { ($0.canary, $0.bake) = ([5, 50], 600) })
        let (journal, source) = (changes.journal, target.source.id)
        func tell(_ word: String) -> @Sendable () -> Void {
            var entry = JournalEntry(.steer, word, source: source, subject: "")
            entry.rollout = 1
            let told = entry
            return { _ = try? journal.append([told]) }
        }
        clock.after(.seconds(10), tell("promote"))
        clock.after(.seconds(60), tell("stop"))
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.phase == .rolledBack && target.current == 1)
        #expect(rollout.entries.contains { $0.what == "v2 held at 5 %" })
        #expect(clock.elapsed < .seconds(600))
    }

    @Test func nobodyStopsTheWayBack() async throws {
        let target = target
        target.set("turn v2", .fails)
        let changes = changes(target)
        let source = target.source.id
        target.onCall {
            var entry = JournalEntry(.steer, "stop", source: source, subject: "")
            entry.rollout = 1
            if target.calls.last == "turn v2" { _ = try? changes.journal.append([entry]) }
        }
        let rollout = try #require(try await deploy(changes, target, 2))
        #expect(rollout.phase == .rolledBack && target.current == 1)
    }

    @Test func theWayBackIsWhatTheLastDeployFound() async throws {
        let target = target
        let changes = changes(target)
        _ = try await deploy(changes, target, 2)
        _ = try await deploy(changes, target, 5)
        let now = try await target.observe(target.deployment)
        let change = try #require(now.wayBack(try await changes.rollouts()))
        #expect(change == .rollBack(target.deployment, to: target.version(2)))
        let hash = try await changes.propose(change).hash
        try await changes.begin(Confirmation(change: change, hash: hash, how: "R")).finished()
        let after = try await target.observe(target.deployment)
        #expect(target.current == 2)
        let further = after.wayBack(try await changes.rollouts())
        #expect(further == .rollBack(target.deployment, to: target.version(1)))
    }
}
