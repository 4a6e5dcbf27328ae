import Client
import Entities
import Synchronization
import TestKit
import Testing

struct PollerTests {
    private final class Inbox: Sendable {
        let landings = Mutex<[Landing]>([])
        var count: Int { landings.withLock(\.count) }
    }

    @Test func theSameRunsSplitOverThreeStoresPageExactlyLikeOne() async throws {
        var runs = SampleRuns.runs(300)
        // Equal values and equal starts, so that every tie-break is needed.
        for index in runs.indices where index % 5 == 0 { runs[index].start = runs[0].start }
        for index in runs.indices where index % 3 == 0 { runs[index].metrics["val/loss"] = 0.5 }
        for key in [
            "metrics.val/loss ASC", "metrics.val/auc DESC", "params.lr ASC", "start_time DESC",
        ] {
            let order = [try #require(SortKey(key))]
            let one = try await names([MemoryStore("all", runs)], order)
            let three = (0..<3).map { part in
                MemoryStore(
                    "part-\(part)",
                    runs.enumerated().filter { $0.offset % 3 == part }.map(\.element)
                )
            }
            let split = try await names(three, order)
            #expect(one.count == 300)
            #expect(Set(split).count == 300)
            #expect(split == one, "\(key)")
        }
    }

    /// All names, page by page, as a person pages: the window moves while pages are on their way.
    private func names(_ stores: [MemoryStore], _ order: [SortKey]) async throws -> [String] {
        let question = Runs(experiments: ["churn"], order: order)
        let inbox = Inbox()
        let poller = Poller(connectors: stores, time: .frozen) { landing in
            inbox.landings.withLock { $0.append(landing) }
        }
        defer { poller.stop() }
        var catalog = Catalog()
        var names: [String] = []
        for start in stride(from: 0, to: 300, by: 37) {
            let rows = start..<min(300, start + 37)
            poller.want([Ask(question, Window(rows: rows))])
            try await eventually {
                for landing in inbox.landings.withLock({ $0 }) { catalog.land(landing) }
                let page: MergedPage<Run> = catalog.page(question, order: order)
                return rows.allSatisfy { page[$0] != nil } && page.count.number == 300
            }
            try await eventually { poller.isQuiet }
            for landing in inbox.landings.withLock({ $0 }) { catalog.land(landing) }
            let page: MergedPage<Run> = catalog.page(question, order: order)
            names += rows.compactMap { page[$0]?.name }
        }
        return names
    }

    @Test func aFailureIsTriedAgainAndSaysWhen() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(3))
        await store.fail(.timedOut)
        let inbox = Inbox()
        let poller = Poller(connectors: [store], time: .frozen) { landing in
            inbox.landings.withLock { $0.append(landing) }
        }
        defer { poller.stop() }
        poller.want([Ask(Experiments())])
        try await eventually { inbox.count == 1 }
        let failed = inbox.landings.withLock { $0[0] }
        #expect(failed.nextTry == Instant(milliseconds: SampleRuns.now.milliseconds + 1000))
        await store.fail(nil)
        try await eventually { inbox.count >= 2 }
        guard case .success = inbox.landings.withLock({ $0[1].result }) else {
            Issue.record("the second try did not answer")
            return
        }
    }

    @Test func unwantedQuestionsStop() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(3))
        let inbox = Inbox()
        let poller = Poller(connectors: [store], time: .frozen) { landing in
            inbox.landings.withLock { $0.append(landing) }
        }
        defer { poller.stop() }
        let runs = Ask(Runs(experiments: nil), Window(rows: 0..<3))
        poller.want([runs, Ask(Experiments())])
        try await eventually { inbox.count >= 2 && poller.isQuiet }
        poller.want([Ask(Experiments())])
        let asked = await store.asked
        let before = inbox.count
        await store.change { $0[0].name = "other" }
        try await eventually { inbox.count > before }
        #expect(await store.asked == asked)
        let later = inbox.landings.withLock { $0[before...] }
        #expect(later.allSatisfy { $0.question == AnyQuestion(Experiments()) })
    }

    @Test func aSourceThatFailsIsAskedWhenItsPauseIsOverNotAtItsInterval() async throws {
        let down = MemoryStore("down", SampleRuns.runs(3), interval: .seconds(2))
        let up = MemoryStore("up", SampleRuns.runs(3), interval: .seconds(2))
        await down.fail(.timedOut)
        let clock = Clock()
        let poller = Poller(connectors: [down, up], time: clock.time) { _ in }
        defer { poller.stop() }
        poller.want([Ask(Runs(experiments: nil), Window(rows: 0..<3))])
        // It fails at 0, 1, 3 and 7 seconds, and is to be asked again at 15.
        var asked = [Int]()
        for _ in 0..<15 {
            // Both intervals and one pause.
            try await eventually { clock.waiting == 3 && poller.isQuiet }
            asked.append(await down.asked)
            clock.advance()
        }
        #expect(asked == [1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4])
        #expect(await up.asked == 8)
    }

    @Test func oneThatFailedIsTriedAgainThoughATryWasGivenUp() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(3))
        await store.fail(.timedOut)
        let clock = Clock()
        let poller = Poller(connectors: [store], time: clock.time) { _ in }
        defer { poller.stop() }
        poller.want([Ask(Runs(experiments: nil), Window(rows: 0..<3))])
        // It fails at 0 seconds, is given up at 1, and so to be asked again at 3.
        try await eventually { clock.waiting == 1 && poller.isQuiet }
        await store.fail(.cancelled, isRinging: false)
        for _ in 0..<3 {
            clock.advance()
            try await eventually { clock.waiting == 1 && poller.isQuiet }
        }
        #expect(await store.asked == 3)
    }

    @Test func whatFailedIsAskedAgainOnceItsSourceAnswersAnything() async throws {
        let store = MemoryStore("mlflow", SampleRuns.runs(3))
        await store.fail(.timedOut)
        let inbox = Inbox()
        let poller = Poller(connectors: [store], time: Clock().time) { landing in
            inbox.landings.withLock { $0.append(landing) }
        }
        defer { poller.stop() }
        let runs = Runs(experiments: nil)
        poller.want([Ask(Experiments()), Ask(runs, Window(rows: 0..<2))])
        try await eventually { inbox.count == 2 && poller.isQuiet }
        await store.fail(nil, isRinging: false)
        poller.want([Ask(Experiments()), Ask(runs, Window(rows: 0..<3))])
        try await eventually {
            inbox.landings.withLock { landings in
                landings.contains { landing in
                    if case .failure = landing.result { return false }
                    return landing.question == AnyQuestion(Experiments())
                }
            }
        }
    }
}

/// A clock that a test turns.
private final class Clock: Sendable {
    private struct State {
        var elapsed = Duration.zero
        var ends: [Int: Duration] = [:]
        var next = 0
    }

    private let state = Mutex(State())

    /// How many wait.
    var waiting: Int { state.withLock { state in state.ends.values.count { $0 > state.elapsed } } }

    var time: Timekeeper {
        Timekeeper(now: { SampleRuns.now }, sleep: { try await self.sleep($0) })
    }

    private func sleep(_ pause: Duration) async throws {
        let (id, end) = state.withLock { state in
            state.next += 1
            state.ends[state.next] = state.elapsed + pause
            return (state.next, state.elapsed + pause)
        }
        defer { state.withLock { $0.ends[id] = nil } }
        try await eventually {
            try Task.checkCancellation()
            return state.withLock { $0.elapsed } >= end
        }
    }

    /// Lets a second pass.
    func advance() { state.withLock { $0.elapsed += .seconds(1) } }
}
