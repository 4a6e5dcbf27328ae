import Entities
import Synchronization

/// Keeps exactly the wanted questions answered: one task for each question and source.
public final class Poller: Sendable {
    private struct State {
        var inquiries: [AnyQuestion: (inquiry: Inquiry, task: Task<Void, Never>)] = [:]
        var watches: Task<Void, Never>?
    }

    private let connectors: [any Connector]
    private let time: Timekeeper
    private let deliver: @Sendable (Landing) -> Void
    private let state = Mutex(State())

    /// A poller that asks these connectors; `deliver` takes each answer, on any thread.
    public init(
        connectors: [any Connector],
        time: Timekeeper = .system,
        deliver: @escaping @Sendable (Landing) -> Void
    ) {
        self.connectors = connectors
        self.time = time
        self.deliver = deliver
    }

    deinit { stop() }

    /// Starts what is newly wanted, stops what no longer is, moves the windows of the rest.
    public func want(_ asks: [Ask]) {
        let wanted = Dictionary(asks.map { ($0.question, $0) }) { first, _ in first }
        state.withLock { state in
            if state.watches == nil { state.watches = watch() }
            for (question, entry) in state.inquiries where wanted[question] == nil {
                entry.task.cancel()
                state.inquiries[question] = nil
            }
            for (question, ask) in wanted {
                if let known = state.inquiries[question] {
                    known.inquiry.look(at: ask.window)
                } else {
                    let asked = connectors.filter { concerns(question, $0) }
                    let inquiry = Inquiry(ask, of: Set(asked.map(\.source.id)))
                    state.inquiries[question] = (inquiry, start(inquiry, asked))
                }
            }
        }
    }

    /// Whether no source is being asked or about to be.
    public var isQuiet: Bool {
        state.withLock { $0.inquiries.values.allSatisfy(\.inquiry.isQuiet) }
    }

    /// Asks everything again now.
    public func refresh() {
        for connector in connectors {
            (connector as? any Remembering)?.forget()
            ring(connector.source.id)
        }
    }

    /// Stops asking.
    public func stop() {
        state.withLock { state in
            for entry in state.inquiries.values {
                entry.task.cancel()
                entry.inquiry.close()
            }
            state.inquiries = [:]
            state.watches?.cancel()
        }
    }

    private func ring(_ source: Source.ID, where isMeant: (Inquiry) -> Bool = { _ in true }) {
        let inquiries = state.withLock { $0.inquiries.values.map(\.inquiry) }
        for inquiry in inquiries where isMeant(inquiry) { inquiry.ring(source) }
    }

    private func concerns(_ question: AnyQuestion, _ connector: any Connector) -> Bool {
        question.base.sources?.contains(connector.source.id) ?? true
    }

    private func start(
        _ inquiry: Inquiry,
        _ asked: [any Connector]
    ) -> Task<Void, Never> {
        let (time, deliver) = (time, deliver)
        return Task(executorPreference: AskingExecutor.shared) { [weak self] in
            guard let question = inquiry.question.base as? any Answerable else { return }
            await withDiscardingTaskGroup { group in
                for connector in asked {
                    let id = connector.source.id
                    let asking = Asking(connector, inquiry, time, deliver) { [weak self] in
                        self?.ring(id) { $0.isFailing(id) }
                    }
                    group.addTask { await asking.keepAsking(question) }
                }
            }
        }
    }

    /// Rings for a source's questions when it changes, or when its interval is over.
    private func watch() -> Task<Void, Never> {
        let (connectors, time) = (connectors, time)
        return Task(executorPreference: AskingExecutor.shared) { [weak self] in
            await withDiscardingTaskGroup { group in
                for connector in connectors {
                    let id = connector.source.id
                    group.addTask { [weak self] in
                        for await _ in connector.changes() {
                            self?.ring(id)
                            // Whoever writes without a pause is looked at ten times a second.
                            try? await time.sleep(.milliseconds(100))
                        }
                    }
                    guard let interval = connector.interval else { continue }
                    group.addTask { [weak self] in
                        // One that fails is asked again when its pause is over.
                        while (try? await time.sleep(interval)) != nil {
                            self?.ring(id) { !$0.isFailing(id) }
                        }
                    }
                }
            }
        }
    }
}
