import Client
import Entities
import Statistics
import Testing

/// When a version does worse than the one beside it.
struct CanaryJudgeTests {
    private let judge = CanaryJudge()

    private func sample(_ requests: Double, _ errors: Double, _ latency: Double? = nil)
        -> CanaryJudge.Sample
    {
        CanaryJudge.Sample(requests: requests, errors: errors, latency: latency)
    }

    @Test func tooFewRequestsSayNothing() {
        let verdict = judge.judge(sample(199, 199), beside: sample(1000, 0), [])
        #expect(verdict == .insufficient("199 of 200 requests"))
    }

    @Test func moreErrorsThanChanceGivesAreBad() {
        let verdict = judge.judge(sample(1000, 30), beside: sample(10_000, 100), [])
        guard case .bad(let why) = verdict else {
            Issue.record("\(verdict)")
            return
        }
        #expect(why.contains("errors 3 % against 1 %"))
    }

    @Test func aFewMoreErrorsAreChance() {
        let verdict = judge.judge(sample(300, 4), beside: sample(10_000, 100), [])
        guard case .good = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test func fewerErrorsAreNeverBad() {
        let verdict = judge.judge(sample(1000, 0), beside: sample(10_000, 5000), [])
        guard case .good = verdict else {
            Issue.record("\(verdict)")
            return
        }
    }

    @Test(arguments: [(0.119, true), (0.121, false), (Double.infinity, false)])
    func latencyMayBeAFifthLonger(_ row: (latency: Double, isGood: Bool)) {
        let verdict = judge.judge(sample(500, 0, row.latency), beside: sample(500, 0, 0.1), [])
        if case .good = verdict { #expect(row.isGood) } else { #expect(!row.isGood) }
    }

    @Test func whereNothingIsBesideItObjectivesCount() {
        let objective = Objective(.errors, limit: 0.01)
        let bad = judge.judge(sample(500, 10), beside: nil, [objective])
        #expect(bad == .bad("errors 2 %, objective 1 %"))
        guard case .good = judge.judge(sample(500, 1), beside: nil, [objective]) else {
            Issue.record("one that holds is not good")
            return
        }
    }

    /// Against the formula in another language: 0.02 / √(p (1 − p) (1/1000 + 1/10000)), p = 130/11000.
    @Test func theStatisticIsThatOfTheTest() {
        let z = Proportion(hits: 30, trials: 1000)
            .z(above: Proportion(hits: 100, trials: 10_000))
        #expect(abs(z - 5.580_073_122_264_577) < 1e-12, "\(z)")
        #expect(Proportion(hits: 0, trials: 0).z(above: Proportion(hits: 1, trials: 2)).isNaN)
        #expect(Proportion(hits: 5, trials: 5).z(above: Proportion(hits: 0, trials: 5)) > 3)
    }
}
