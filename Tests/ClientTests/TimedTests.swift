import Client
import Dashboard
import Entities
import Glibc
import Synchronization
import TUI
import TestKit
import Testing

/// Run alone, after all other tests.
@Suite(.serialized)
struct TimedTests {
    /// A connector whose thread is blocked for a second at each question.
    private actor Blocked: TrackingStore {
        nonisolated let source: Source
        nonisolated let interval: Duration? = nil
        private let executor = StoreExecutor()

        init(_ number: Int) {
            source = Source(id: Source.ID("blocked-\(number)"), kind: "blocked", location: "")
        }

        nonisolated var unownedExecutor: UnownedSerialExecutor {
            executor.asUnownedSerialExecutor()
        }

        nonisolated func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }
        func check() async throws(Failure) -> String { "" }
        func experiments(
            _ question: Experiments
        ) async throws(Failure) -> Experiments.Answer {
            usleep(1_000_000)
            return Experiments.Answer([])
        }
        func order(_ runs: Runs) async throws(Failure) -> any RunOrder {
            usleep(1_000_000)
            throw Failure(source: source.id, reason: .timedOut)
        }
        func fields(_ question: RunFields) async throws(Failure) -> RunFields.Answer {
            usleep(1_000_000)
            return RunFields.Answer(common: [], all: [])
        }
        func series(_ question: MetricSeries) async throws(Failure) -> Series {
            throw Failure(source: source.id, reason: .timedOut)
        }
    }

    @Test func whileEightConnectorsBlockANinthAnswersAndAKeyIsDrawn() async throws {
        let blocked = (0..<8).map { Blocked($0) }
        let ninth = MemoryStore("ninth", SampleRuns.runs(50))
        let landed = Mutex<Duration?>(nil)
        let clock = ContinuousClock()
        let start = clock.now
        let question = Runs(experiments: ["churn"])
        let poller = Poller(connectors: blocked + [ninth], time: .frozen) { landing in
            guard landing.source == ninth.source.id else { return }
            landed.withLock { $0 = $0 ?? clock.now - start }
        }
        defer { poller.stop() }
        poller.want([Ask(question, Window(rows: 0..<50))])
        let stage = Stage([ninth])
        try await stage.settle()
        let pressed = clock.now
        stage.take(.input(.key(.character("j"))))
        let canvas = stage.dashboard.draw()
        let drawn = clock.now - pressed
        try await eventually { landed.withLock { $0 != nil } }
        let answered = try #require(landed.withLock { $0 })
        #expect(canvas.text.contains("swift-fox-0"))
        #expect(answered < .milliseconds(16), "answered after \(answered)")
        #expect(drawn < .milliseconds(16), "drawn after \(drawn)")
    }
}
