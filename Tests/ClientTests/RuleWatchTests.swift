import Client
import Entities
import Synchronization
import TestKit
import Testing

/// Rules of mldeck's own: pending as soon as it is so, firing after their time, over at once.
struct RuleWatchTests {
    /// Something that serves, of which a test says what is measured.
    private actor Measured: HealthSource {
        nonisolated let source = Source(id: Source.ID("prom"), kind: "memory", location: "memory")
        nonisolated let interval: Duration? = nil
        private var answer: Result<Double?, Failure> = .success(0.1)

        func check() async throws(Failure) -> String { "memory" }
        nonisolated func changes() -> AsyncStream<Void> { Doorbell().rings() }
        func say(_ value: Double?) { answer = .success(value) }
        func fail() {
            answer = .failure(Failure(source: source.id, reason: .timedOut))
        }

        func health(_ question: Healths) async throws(Failure) -> Healths.Answer {
            let value = try answer.get()
            let window = TimeWindow(start: SampleRuns.now, step: 1000, columns: 1)
            let lines = value.map { [Measure.p95: [$0]] } ?? [:]
            let id = Health.ID(source: source.id, name: "churn-api")
            let health = Health(id: id, family: "ray-serve", labels: ["job": "ray"], lines: lines)
            return Healths.Answer(window: window, services: [health])
        }
    }

    private final class Hands: Sendable {
        private let milliseconds = Mutex(SampleRuns.now.milliseconds)
        var time: Timekeeper {
            Timekeeper(
                now: { Instant(milliseconds: self.milliseconds.withLock { $0 }) },
                sleep: { _ in }
            )
        }
        func turn(_ seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
    }

    private let slow = Rule(
        "Slow",
        .measure(.p95, service: "churn-api"),
        .above(0.08),
        hold: 60,
        labels: ["severity": "critical"]
    )

    @Test func itIsPendingThenFiresAndIsOverAtOnce() async throws {
        let (measured, hands) = (Measured(), Hands())
        let watch = RuleWatch([slow], on: [measured], time: hands.time)
        func state() async throws -> Alert? { try await watch.alerts().alerts.first }
        #expect(try await state()?.state == .pending)
        hands.turn(59)
        #expect(try await state()?.state == .pending)
        hands.turn(1)
        let fires = try #require(try await state())
        #expect(fires.state == .firing && fires.since == SampleRuns.now && fires.value == 0.1)
        #expect(fires.severity == .critical && fires.labels["service"] == "churn-api")
        #expect(fires.rule?.expression == "p95{service=\"churn-api\"} > 0.08")
        await measured.say(0.08)
        #expect(try await state()?.state == .inactive)
        await measured.say(0.1)
        #expect(try await state()?.state == .pending)
    }

    @Test func aSourceThatFailsEndsNothing() async throws {
        let (measured, hands) = (Measured(), Hands())
        let watch = RuleWatch([slow], on: [measured], time: hands.time)
        _ = try await watch.alerts()
        hands.turn(100)
        #expect(try await watch.alerts().alerts.first?.state == .firing)
        await measured.fail()
        let answer = try await watch.alerts()
        #expect(answer.alerts.first?.state == .firing)
        #expect(answer.warnings.count == 1 && answer.warnings[0].hasPrefix("Slow: "))
    }

    @Test func whatIsNotMeasuredFiresNothing() async throws {
        let measured = Measured()
        await measured.say(nil)
        let watch = RuleWatch([slow], on: [measured], time: Hands().time)
        #expect(try await watch.alerts().alerts.map(\.state) == [.inactive])
    }

    @Test func aClockThatGoesBackCountsFromThen() {
        var state = RuleState()
        let (source, value) = (Source.ID("rules"), RuleState.Value(labels: [:], value: 1))
        func judge(_ milliseconds: Int64) -> Alert.State? {
            state.judge(slow, [value], by: source, now: Instant(milliseconds: milliseconds))
                .first?.state
        }
        #expect(judge(1_000_000) == .pending)
        #expect(judge(500_000) == .pending)
        #expect(judge(560_000) == .firing)
    }

    @Test(arguments: [
        (Rule.Test.above(1), 1.0, false), (.above(1), 1.01, true), (.above(1), .nan, false),
        (.below(1), 1, false), (.below(1), 0.9, true), (.notANumber, .nan, true),
        (.notANumber, 1, false), (.present, .nan, true),
    ])
    func valuesAreCompared(_ row: (test: Rule.Test, value: Double, fires: Bool)) {
        var state = RuleState()
        let rule = Rule("R", .query("up"), row.test)
        let value = RuleState.Value(labels: [:], value: row.value)
        let alert = state.judge(rule, [value], by: Source.ID("rules"), now: SampleRuns.now).first
        #expect((alert?.state == .firing) == row.fires)
    }
}
