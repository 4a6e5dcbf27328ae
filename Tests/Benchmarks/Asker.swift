import Client
import Dispatch
import Entities
import Synchronization

/// Asks one store as the dashboard does and tells what the answer cost.
final class Asker {
    private final class Arrived: Sendable {
        let landings = Mutex<[Landing]>([])
        let signal = DispatchSemaphore(value: 0)
    }

    private let arrived = Arrived()
    private let poller: Poller
    private var catalog = Catalog()

    init(_ store: any Connector) {
        let arrived = arrived
        poller = Poller(connectors: [store]) { landing in
            arrived.landings.withLock { $0.append(landing) }
            arrived.signal.signal()
        }
    }

    deinit { poller.stop() }

    /// CPU milliseconds until the final answer is here, and until the first one.
    func cost(of runs: Runs, rows: Range<Int> = 0..<100, columns: [Field] = []) -> (
        final: Double, first: Double
    ) {
        let start = Cost.processor
        var first = Double.nan
        poller.want([Ask(runs, Window(rows: rows, columns: .these(columns)))])
        while true {
            _ = arrived.signal.wait(timeout: .now() + .milliseconds(100))
            for landing in arrived.landings.withLock({ taken in
                defer { taken = [] }
                return taken
            }) {
                catalog.land(landing)
                if first.isNaN { first = Cost.processor - start }
            }
            let question = AnyQuestion(runs)
            let page: MergedPage<Run> = catalog.page(runs, order: runs.order)
            let isThere = rows.allSatisfy { page[$0] != nil || $0 >= page.count.number }
            if page.answered > 0, isThere, catalog.isFinal(question), poller.isQuiet { break }
        }
        return (Cost.processor - start, first)
    }
}
