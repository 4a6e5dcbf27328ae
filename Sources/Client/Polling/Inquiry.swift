import Entities
import Synchronization

/// One wanted question: what of it is looked at, and what its sources need to know of each other.
public final class Inquiry: Sendable {
    private struct State {
        var window: Window
        var orders: [Source.ID: any RunOrder] = [:]
        var cuts: [Source.ID: Range<Int>] = [:]
        var bells: [Source.ID: Doorbell] = [:]
        /// How often each source was to be asked, and how many of those have been answered.
        var rung: [Source.ID: Int] = [:]
        var done: [Source.ID: Int] = [:]
        /// Those whose last answer was a failure.
        var failing: Set<Source.ID> = []
        /// The log that is open for as long as this is wanted.
        var reader: LogReader?
    }

    /// What is asked.
    public let question: AnyQuestion
    /// Whom it concerns.
    private let asked: Set<Source.ID>
    private let state: Mutex<State>

    init(_ ask: Ask, of asked: Set<Source.ID>) {
        question = ask.question
        self.asked = asked
        state = Mutex(State(window: ask.window))
    }

    /// The part of the answer that is looked at now.
    public var window: Window { state.withLock { $0.window } }

    /// Looks at another part; every source is asked for it.
    func look(at window: Window) {
        let sources = state.withLock { state -> [Source.ID] in
            guard state.window != window else { return [] }
            state.window = window
            return Array(state.bells.keys)
        }
        for source in sources { ring(source) }
    }

    /// The rings at which a source is asked again, the first at once.
    func rings(for source: Source.ID) -> AsyncStream<Void> {
        let bell = Doorbell()
        let rings = bell.rings()
        state.withLock { $0.bells[source] = bell }
        ring(source)
        return rings
    }

    /// Asks a source again, where it is one that is asked.
    func ring(_ source: Source.ID) {
        guard asked.contains(source) else { return }
        let bell = state.withLock { state -> Doorbell? in
            state.rung[source, default: 0] += 1
            return state.bells[source]
        }
        bell?.ring()
    }

    /// How often the source has been rung for, to be told to `finish` when that is answered.
    func begin(_ source: Source.ID) -> Int { state.withLock { $0.rung[source, default: 0] } }

    /// Says that all rings up to `ring` are answered.
    func finish(_ source: Source.ID, _ ring: Int) {
        state.withLock { $0.done[source] = max($0.done[source] ?? 0, ring) }
    }

    /// Notes whether a source fails, and returns whether it did before.
    @discardableResult
    func fails(_ source: Source.ID, _ isFailing: Bool) -> Bool {
        state.withLock { state in
            if isFailing { return !state.failing.insert(source).inserted }
            return state.failing.remove(source) != nil
        }
    }

    /// Whether a source's last answer was a failure.
    func isFailing(_ source: Source.ID) -> Bool { state.withLock { $0.failing.contains(source) } }

    /// Whether no source is being asked or about to be.
    var isQuiet: Bool {
        state.withLock { state in
            asked.allSatisfy { source in
                state.rung[source].map { state.done[source, default: 0] >= $0 } ?? false
            }
        }
    }

    /// The log that is read, opened at the first time.
    func keep(_ open: () throws(Failure) -> LogReader) throws(Failure) -> LogReader {
        try state.withLock { (state) throws(Failure) in
            if let known = state.reader { return known }
            let reader = try open()
            state.reader = reader
            return reader
        }
    }

    /// Lets go of what is open at once, as the process is about to end.
    func close() { state.withLock { $0.reader }?.close() }

    /// Every source's order, after one of them has come anew.
    func orders(with order: any RunOrder, of source: Source.ID) -> [Source.ID: any RunOrder] {
        state.withLock { state in
            state.orders[source] = order
            return state.orders
        }
    }

    /// Notes the ranks that each source contributes and asks those again whose ranks have moved.
    func cut(_ cuts: [Source.ID: Range<Int>], by source: Source.ID) {
        let moved = state.withLock { state -> [Source.ID] in
            let moved = cuts.filter { $0.key != source && state.cuts[$0.key] != $0.value }
            state.cuts = cuts
            return Array(moved.keys)
        }
        for other in moved { ring(other) }
    }
}
