import Client
import Connectors
import Entities
import TestKit
import Testing

/// What the demo measures, what its rules say of that, and how it gets well.
struct DemoHealthTests {
    private let clock = TurnedClock()
    private let demo: DemoStore
    private let rehearsal: Rehearsal

    init() {
        demo = DemoStore(time: clock.time)
        rehearsal = Rehearsal([demo], time: clock.time)
    }

    private func whole(_ name: String, span: Int64 = 7200, columns: Int = 60) async throws -> Health
    {
        let id = Health.ID(source: demo.source.id, name: name)
        let answer = try await demo.health(Healths(span: span, columns: columns, of: id))
        return try #require(answer.services.first)
    }

    private func alert(_ name: String, of service: String) async throws -> Alert {
        let alerts = try await demo.alerts().alerts
        return try #require(
            alerts.first { $0.name == name && $0.labels["deployment"] == service }
        )
    }

    private func version(_ number: Int, of model: String = "churn") -> ModelVersion.ID {
        let model = RegisteredModel.ID(source: demo.source.id, name: model)
        return ModelVersion.ID(model: model, number: number)
    }

    private let churn = Deployment.ID(source: Source.ID("demo"), name: "churn-api")

    private func serving() async throws -> Int {
        try #require(try await demo.observe(churn).version)
    }

    @Test func itIsTheSameAtEveryStart() async throws {
        let other = DemoStore(time: clock.time)
        let question = Healths(span: 7200, columns: 60)
        #expect(try await demo.health(question) == other.health(question))
        #expect(try await demo.alerts() == other.alerts())
    }

    @Test(arguments: [(60, 1), (3600, 120), (86_400, 72), (2_592_000, 300)])
    func everyColumnIsFilled(_ span: Int, _ columns: Int) async throws {
        let answer = try await demo.health(Healths(span: Int64(span), columns: columns))
        #expect(answer.services.count == 4)
        for health in answer.services {
            #expect(health.lines.count >= 8)
            for (measure, line) in health.lines {
                #expect(line.count == answer.window.columns, "\(health.id.name) \(measure)")
                #expect(line.allSatisfy { $0.isFinite && $0 >= 0 }, "\(health.id.name) \(measure)")
            }
            let order = [Measure.p50, .p95, .p99].compactMap { health[$0] }
            #expect(order == order.sorted())
        }
    }

    @Test func whatIsMeasuredDoesNotChangeWithTheWindow() async throws {
        let short = try await whole("churn-api", span: 600, columns: 10)
        let long = try await whole("churn-api", span: 7200, columns: 60)
        #expect(short[.p95] == long[.p95])
    }

    @Test func theFirstPictureShowsWhatIsWrong() async throws {
        let health = try await whole("churn-api")
        let broken = health.objectives.filter { one in health[one.measure].map(one.holds) == false }
        #expect(broken.map(\.measure) == [.p95, .errors])
        let states = try await demo.alerts().alerts.map(\.state)
        #expect(states.count { $0 == .firing } == 2)
        #expect(states.count { $0 == .pending } == 1)
        #expect(states.count { $0 == .silenced } == 1)
        #expect(try await alert("LatencyP95High", of: "churn-api").severity == .critical)
        let others = try await demo.health(Healths(span: 3600, columns: 60)).services
        for one in others where one.id != health.id {
            #expect(one.objectives.allSatisfy { $0.holds(one[$0.measure] ?? .nan) })
        }
    }

    @Test func theVersionsTogetherAreTheService() async throws {
        let health = try await whole("churn-api")
        let sum = health.versions.values.compactMap { $0[.rate] }
        #expect(sum.count == 2)
        for (column, rate) in (health.lines[.rate] ?? []).enumerated() {
            let parts = sum.map { $0[column] }.reduce(0, +)
            #expect(abs(parts - rate) < 1e-9 * rate)
        }
    }

    @Test func budgetsAreOfWhatIsMeasured() async throws {
        for name in ["churn-api", "ranker-api", "fraud-api", "support-8b-api"] {
            let health = try await whole(name)
            #expect(health.budgets.map(\.objective) == health.objectives)
            for budget in health.budgets {
                #expect(budget.bad.keys.sorted() == ErrorBudget.windows)
                #expect(try #require(budget.left) > 0.1 && budget.left ?? 2 < 1, "\(name)")
            }
        }
        let burning = try await whole("churn-api").budgets[0]
        #expect(burning.alarm?.isUrgent == true && burning.emptyIn != nil)
        #expect(try await whole("fraud-api").budgets[0].alarm == nil)
    }

    @Test func rolledBackItGetsWellAndTheAlertsEnd() async throws {
        let bad = try await serving()
        let rollout = try await rehearsal.make(.rollBack(churn, to: version(bad - 1)))
        #expect(rollout.phase == .done)
        clock.pass(.seconds(75))
        let health = try await whole("churn-api")
        #expect(health.objectives.allSatisfy { $0.holds(health[$0.measure] ?? .nan) })
        #expect(try await alert("LatencyP95High", of: "churn-api").state == .inactive)
        clock.pass(.seconds(360))
        #expect(try await alert("BudgetBurnFast", of: "churn-api").state == .inactive)
        // Deployed anew it begins anew: pending first, then firing.
        let again = try await rehearsal.make(.deploy(version(bad), to: churn))
        #expect(again.phase == .done)
        #expect(try await alert("LatencyP95High", of: "churn-api").state == .inactive)
        clock.pass(.seconds(800))
        #expect(try await alert("LatencyP95High", of: "churn-api").state == .pending)
        clock.pass(.seconds(400))
        #expect(try await alert("LatencyP95High", of: "churn-api").state == .firing)
    }

    @Test func aCanaryThatDoesWorseIsTakenBack() async throws {
        let before = try await serving()
        let rollout = try await rehearsal.make(.deploy(version(before + 1), to: churn))
        #expect(rollout.phase == .rolledBack)
        #expect(rollout.entries.contains { $0.what.contains("does worse") })
        #expect(try await serving() == before)
    }

    @Test func historyTellsTheWayBack() async throws {
        let history = await demo.history()
        let storage = MemoryJournal()
        let journal = Journal(storage, time: clock.time) { JournalEntry.Actor(user: "ana") }
        try journal.append(history.entries)
        let summary = try journal.look()
        #expect(summary.count == history.entries.count && summary.faults.isEmpty)
        let rollouts = try journal.rollouts()
        #expect(rollouts.map(\.phase) == [.done])
        let deployment = try await demo.observe(churn)
        let bad = try await serving()
        #expect(deployment.wayBack(rollouts) == .rollBack(churn, to: version(bad - 1)))
        #expect(deployment.since == history.ended)
    }

    @Test func silencesAreMadeExtendedAndEnded() async throws {
        let matchers = [
            Silence.Matcher("alertname", "Latency.*", isRegex: true),
            Silence.Matcher("deployment", "churn-api"),
        ]
        let create = SilenceChange.create(
            at: demo.source.id,
            matchers,
            seconds: 600,
            comment: "known"
        )
        #expect(try await rehearsal.make(.silence(create)).phase == .done)
        let made = try #require(try await demo.alerts().silences?.last)
        #expect(made.matchers == matchers && made.state == .active)
        let alert = try await alert("LatencyP95High", of: "churn-api")
        #expect(alert.state == .silenced && alert.silences == [made.id.key])
        let extend = SilenceChange.extend(made.id, seconds: 7200)
        #expect(try await rehearsal.make(.silence(extend)).phase == .done)
        let longer = try #require(try await demo.alerts().silences?.last)
        #expect(longer.end.milliseconds(since: made.end) > 6_000_000)
        #expect(try await rehearsal.make(.silence(.expire(made.id))).phase == .done)
        #expect(try await demo.alerts().silences?.last?.state == .expired)
        #expect(try await self.alert("LatencyP95High", of: "churn-api").state == .firing)
        await #expect(throws: Failure.self) {
            try await rehearsal.make(.silence(.expire(made.id)))
        }
    }

    @Test func theChartAroundAnAlertIsDrawnAndAllElseRefused() async throws {
        let query = "p95{deployment=\"churn-api\"}"
        let answer = try await demo.range(RangeQuery(query, span: 3600, columns: 60))
        #expect(answer.series.map(\.labels) == [["deployment": "churn-api"]])
        #expect(answer.series[0].last == (try await whole("churn-api"))[.p95])
        let burn = try await demo.range(RangeQuery("burn_1h", span: 3600, columns: 60))
        #expect(burn.series.count == 4)
        #expect(burn.series.allSatisfy { $0.values.allSatisfy { $0 >= 0 } })
        await #expect(throws: Failure.self) {
            try await demo.range(RangeQuery("rate(requests[5m])", span: 3600, columns: 60))
        }
    }
}
