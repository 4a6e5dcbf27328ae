import Client
import Entities

/// Runs in the server's own order.
struct ServerOrder: RunOrder {
    let store: MLflowServer
    let search: ServerSearch
    let order: [SortKey]
    let count: Count
    let progress: Double?
    let lost = 0

    func key(at rank: Int) async throws(Failure) -> RankKey {
        try await store.key(at: rank, of: search, in: order)
    }

    func rows(_ ranks: Range<Int>, columns: Window.Columns) async throws(Failure) -> [Run] {
        try await store.rows(ranks, of: search, columns)
    }
}

extension MLflowServer {
    /// The server's order; provisional while its runs are counted for the first time.
    func serverOrder(_ runs: Runs, _ search: ServerSearch) -> ServerOrder {
        let listing = listings[search] ?? Listing()
        let isOpen = listing.end == nil && isCounting.contains(search)
        return ServerOrder(
            store: self,
            search: search,
            order: runs.order,
            count: listing.count,
            progress: isOpen ? 0.5 : nil
        )
    }

    func key(
        at rank: Int,
        of search: ServerSearch,
        in order: [SortKey]
    ) async throws(Failure) -> RankKey {
        if let listing = listings[search], let run = listing.rows[rank] ?? listing.former[rank] {
            return run.key(in: order, source.id)
        }
        let looked = listings[search]?.looked
        let listing = try await load(rank..<rank + 1, of: search)
        if let looked { listings[search]?.looked = looked }
        // A run that has gone meanwhile stands behind all that there are.
        guard let run = listing.rows[rank] else {
            let values = order.map { _ in SortValue.missing }
            let level = RankKey.Level(values: values, start: .min, id: "")
            return RankKey(path: [level], source: source.id)
        }
        return run.key(in: order, source.id)
    }

    func rows(
        _ ranks: Range<Int>,
        of search: ServerSearch,
        _ columns: Window.Columns
    ) async throws(Failure) -> [Run] {
        let listing = try await load(ranks, of: search)
        return ranks.compactMap { listing.rows[$0] }.map { shown($0, columns) }
    }

    /// A run as it is shown.
    func shown(_ run: ServerRun, _ columns: Window.Columns) -> Run {
        run.run(columns, source.id, experimentName: experimentNames[run.experiment] ?? "")
    }
}
