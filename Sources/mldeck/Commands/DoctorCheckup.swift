import Client
import Connectors
import Dispatch
import Entities
import Synchronization

/// How one source answered.
struct Checkup: Sendable {
    let source: SourceSettings
    /// What it is; nil where it cannot even be opened.
    var kind: String?
    /// What it says of itself; nil where it failed.
    var answer: String?
    var failure: Failure?
    /// How long the answer took.
    var took: Duration = .zero
    /// What it can do; nothing where it cannot even be opened.
    var capabilities: Set<Capability> = []

    /// One that does not answer by then has failed.
    private static let patience: DispatchTimeInterval = .seconds(15)

    /// Asks all sources at once and waits for the slowest.
    static func all(
        _ sources: [SourceSettings],
        _ surroundings: Surroundings
    ) -> [Checkup] {
        let (budget, group) = (Budget(bytes: 512 << 20), DispatchGroup())
        let answers = Answers(sources.map { Checkup(source: $0) })
        for (index, source) in sources.enumerated() {
            let connector = Stores.connector(
                for: source,
                budget: budget,
                environment: surroundings.environment
            )
            answers.change(index) { $0.take(connector) }
            group.enter()
            Task(executorPreference: AskingExecutor.shared) {
                await answers.ask(connector, index)
                group.leave()
            }
        }
        _ = group.wait(timeout: .now() + patience)
        return answers.all.map(\.ended)
    }

    /// What it can do, in words.
    var abilities: [String] {
        Capability.allCases.filter(capabilities.contains).map(\.rawValue)
    }

    private mutating func take(_ connector: any Connector) {
        kind = connector.source.kind
        capabilities = connector.capabilities
    }

    /// This one, failed where no answer has come.
    private var ended: Checkup {
        guard answer == nil, failure == nil else { return self }
        var late = self
        late.failure = Failure(source: source.id, reason: .timedOut)
        return late
    }

    /// The checkups while answers come.
    private final class Answers: Sendable {
        private let state: Mutex<[Checkup]>

        init(_ checkups: [Checkup]) { state = Mutex(checkups) }

        var all: [Checkup] { state.withLock { $0 } }

        func change(_ index: Int, _ body: (inout Checkup) -> Void) {
            state.withLock { body(&$0[index]) }
        }

        func ask(_ connector: any Connector, _ index: Int) async {
            let start = ContinuousClock.now
            do throws(Failure) {
                let answer = try await connector.check()
                let took = ContinuousClock.now - start
                change(index) { ($0.answer, $0.took) = (answer, took) }
            } catch {
                let took = ContinuousClock.now - start
                change(index) { ($0.failure, $0.took) = (error, took) }
            }
        }
    }
}
