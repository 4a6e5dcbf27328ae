import Client
import Connectors
import Entities
import Synchronization
import TestKit
import Testing

struct DemoStoreTests {
    @Test func keepsTheContract() async throws {
        try await checkTrackingStore(DemoStore(time: .frozen))
    }

    @Test(arguments: ["churn-api", "churn@champion"])
    func keepsTheContractOfTargets(_ place: String) async throws {
        // What fires is told from what fired before by one clock.
        let clock = TurnedClock()
        let demo = DemoStore(time: clock.time)
        let churn = try #require(try await demo.models().first { $0.id.name == "churn" })
        let version = ModelVersion.ID(model: churn.id, number: 2)
        let deployment = Deployment.ID(source: demo.source.id, name: place)
        try await checkDeployTarget(
            demo,
            deploying: version,
            to: deployment,
            time: clock.time
        )
    }

    @Test func movesAsTimeGoesBy() async throws {
        let now = Mutex(SampleRuns.now.milliseconds)
        let demo = DemoStore(
            time: Timekeeper(
                now: { Instant(milliseconds: now.withLock { $0 }) },
                sleep: { _ in }
            )
        )
        let runs = Runs(experiments: ["churn"])
        let first = try await demo.order(runs)
        let before = try await first.rows(0..<1, columns: .all)[0]
        now.withLock { $0 += 20 * 60_000 }
        let later = try await demo.order(runs)
        #expect(later.count.number > first.count.number)
        let all = try await later.rows(0..<later.count.number, columns: .all)
        let after = try #require(all.first { $0.id == before.id })
        #expect(after.metrics != before.metrics)
    }
}
