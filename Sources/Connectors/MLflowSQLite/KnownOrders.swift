import Client
import Entities

/// The last few orders, so that paging costs nothing and turning one round costs little.
struct KnownOrders {
    private struct Known {
        var experiments: Set<String>?
        var filter: Filter?
        var order: [SortKey]
        var version: Int
        var slots: SortedSlots
    }

    private var known: [Known] = []
    /// The newest first: what every order of the same experiments begins with.
    private var newest: (experiments: Set<String>?, version: Int, slots: [Int32])?
    private static let kept = 3

    /// The slots of a question in its order, sorted only if the table has changed.
    mutating func slots(of runs: Runs, in table: RunTable) -> SortedSlots {
        known.removeAll { $0.version != table.version }
        let same = known.filter {
            $0.experiments == runs.experiments && $0.filter == runs.filter
        }
        if let match = same.first(where: { $0.order == runs.order }) { return match.slots }
        let slots =
            turned(runs, same)
            ?? table.slots(of: newest(runs, table), where: runs.filter, by: runs.order)
        known.append(
            Known(
                experiments: runs.experiments,
                filter: runs.filter,
                order: runs.order,
                version: table.version,
                slots: slots
            )
        )
        if known.count > KnownOrders.kept { known.removeFirst() }
        return slots
    }

    /// Whether an order that is kept sorts by a field.
    func isUsing(_ field: Field) -> Bool {
        known.contains { known in
            known.order.contains { $0.field == field }
                || known.filter?.fields.contains(field) == true
        }
    }

    private func turned(_ runs: Runs, _ same: [Known]) -> SortedSlots? {
        guard runs.order.count == 1, let key = runs.order.first else { return nil }
        let opposite = [SortKey(key.field, descending: !key.descending)]
        guard key.field != .attribute(.start), key.field != .attribute(.id) else { return nil }
        return same.first { $0.order == opposite }.map(\.slots.turned)
    }

    private mutating func newest(_ runs: Runs, _ table: RunTable) -> [Int32] {
        if let newest, newest.experiments == runs.experiments, newest.version == table.rowsVersion {
            return newest.slots
        }
        let slots = table.newestFirst(in: runs.experiments.map { table.codes(of: $0) })
        newest = (runs.experiments, table.rowsVersion, slots)
        return slots
    }
}
