import Entities

/// Which ranks of each source make up a range of ranks of all sources together.
enum Cut {
    /// The ranks of each order that lie within `ranks` of the merged order.
    static func ranks(
        _ ranks: Range<Int>,
        of orders: [Source.ID: any RunOrder],
        in order: [SortKey]
    ) async throws(Failure) -> [Source.ID: Range<Int>] {
        // One source's ranks are those of all: it need not be asked for a single key.
        if orders.count == 1, let (source, rows) = orders.first {
            return [source: ranks.clamped(to: 0..<rows.count.number)]
        }
        let lower = try await prefix(ranks.lowerBound, of: orders, in: order)
        let upper = try await prefix(ranks.upperBound, of: orders, in: order)
        var cuts: [Source.ID: Range<Int>] = [:]
        for source in orders.keys { cuts[source] = (lower[source] ?? 0)..<(upper[source] ?? 0) }
        return cuts
    }

    /// How many rows of each order are among the first `count` of the merged order.
    ///
    /// Halves the longest open range at each step, so it takes as many as there are bits.
    private static func prefix(
        _ count: Int,
        of orders: [Source.ID: any RunOrder],
        in order: [SortKey]
    ) async throws(Failure) -> [Source.ID: Int] {
        var open = orders.mapValues { 0..<$0.count.number }
        while let (source, range) = open.max(by: { $0.value.count < $1.value.count }),
            !range.isEmpty, let pivotOrder = orders[source]
        {
            let middle = range.lowerBound + range.count / 2
            let pivot = try await pivotOrder.key(at: middle)
            var places: [Source.ID: Int] = [source: middle]
            for (other, range) in open where other != source {
                guard let otherOrder = orders[other] else { continue }
                places[other] = try await place(of: pivot, in: otherOrder, range, order)
            }
            let rank = places.values.reduce(0, +)
            for (other, range) in open {
                let place = places[other] ?? range.lowerBound
                if rank >= count {
                    open[other] = range.lowerBound..<place
                } else {
                    open[other] = (other == source ? place + 1 : place)..<range.upperBound
                }
            }
        }
        return open.mapValues(\.lowerBound)
    }

    private static func place(
        of pivot: RankKey,
        in rows: any RunOrder,
        _ range: Range<Int>,
        _ order: [SortKey]
    ) async throws(Failure) -> Int {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high {
            let middle = (low + high) / 2
            if try await rows.key(at: middle).precedes(pivot, in: order) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
