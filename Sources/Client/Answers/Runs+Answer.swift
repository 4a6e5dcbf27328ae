import Entities

extension Runs: Answerable {
    /// One source's share of the rows that are looked at, with one row more on either side.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Page<Run>? {
        guard let store = connector as? any TrackingStore else { return nil }
        let source = connector.source.id
        let order = try await store.order(self)
        let window = inquiry.window
        let orders = inquiry.orders(with: order, of: source)
        let cuts = try await Cut.ranks(window.rows, of: orders, in: self.order)
        inquiry.cut(cuts, by: source)
        let wanted = cuts[source] ?? 0..<0
        let ranks = max(0, wanted.lowerBound - 1)..<min(order.count.number, wanted.upperBound + 1)
        let runs = try await order.rows(ranks, columns: window.columns)
        var entries: [Page<Run>.Entry] = []
        for (rank, run) in zip(ranks, runs) {
            entries.append(Page.Entry(key: try await order.key(at: rank), row: run))
        }
        return Page(
            start: ranks.lowerBound,
            entries: entries,
            count: order.count,
            progress: order.progress,
            lost: order.lost
        )
    }
}
