import Entities

/// An order of a run table's runs, read from a snapshot of the table.
public struct TableOrder: RunOrder {
    /// Reads runs by their ids, in the order of the ids.
    public typealias Reader =
        @Sendable (_ ids: [String], _ columns: Window.Columns) async throws(Failure) -> [Run]

    /// How many runs there are.
    public let count: Count
    /// The share of the work that is done while the order is provisional.
    public let progress: Double?
    /// How many rows at most could not be read.
    public let lost: Int
    private let table: RunTable
    private let slots: SortedSlots
    private let nesting: [Int32: Nesting]
    private let order: [SortKey]
    private let read: Reader

    /// The runs of `slots`, nested if the question says so.
    public init(
        _ runs: Runs,
        slots: SortedSlots,
        of table: RunTable,
        progress: Double?,
        isCounted: Bool,
        lost: Int = 0,
        read: @escaping Reader
    ) {
        self.table = table
        self.progress = progress
        self.lost = lost
        self.read = read
        order = runs.order
        if runs.isNested {
            let folded = runs.folded.filter { $0.source == table.source }
                .compactMap { table.slot(of: $0.key).map(Int32.init) }
            let nested = table.nested(Array(slots), folded: Set(folded))
            (self.slots, nesting) = (SortedSlots(fixed: nested.slots), nested.nesting)
        } else {
            (self.slots, nesting) = (slots, [:])
        }
        count = isCounted ? .exactly(self.slots.count) : .atLeast(self.slots.count)
    }

    /// Where the row of a rank stands, comparable over all sources.
    public func key(at rank: Int) -> RankKey {
        var path = [level(slots[rank])]
        var slot = slots[rank]
        var depth = nesting[slot]?.depth ?? 0
        while depth > 0, let parent = table.parents[slot] {
            path.append(level(parent))
            slot = parent
            depth -= 1
        }
        return RankKey(path: path.reversed(), source: table.source)
    }

    /// The runs of ranks that are within the count.
    public func rows(_ ranks: Range<Int>, columns: Window.Columns) async throws(Failure) -> [Run] {
        let ids = ranks.map { table.id(Int(slots[$0])) }
        var runs = try await read(ids, columns)
        guard !nesting.isEmpty, runs.count == ranks.count else { return runs }
        for (index, rank) in ranks.enumerated() {
            guard let place = nesting[slots[rank]] else { continue }
            runs[index].depth = place.depth
            runs[index].children = place.children
        }
        return runs
    }

    private func level(_ slot: Int32) -> RankKey.Level {
        RankKey.Level(
            values: order.map { table.value($0.field, Int(slot)) },
            start: table.starts[Int(slot)],
            id: table.id(Int(slot))
        )
    }
}
