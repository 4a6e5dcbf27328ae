/// The runs of a table in an order, which turns round without being sorted again.
public struct SortedSlots: RandomAccessCollection, Sendable {
    /// A number for each slot that orders as its value does.
    typealias KeyOf = @Sendable (Int32) -> UInt64

    private let slots: [Int32]
    private let keyOf: KeyOf
    private var isTurned = false
    /// The rank of the first run that is no number or has no value: those never turn.
    private let firstWithout: Int

    init(_ slots: [Int32], keyOf: @escaping KeyOf, firstKeyWithout: UInt64) {
        self.slots = slots
        self.keyOf = keyOf
        firstWithout = slots.partitionPoint { keyOf($0) >= firstKeyWithout }
    }

    /// An order that never turns.
    init(fixed slots: [Int32]) {
        self.init(slots, keyOf: { _ in 0 }, firstKeyWithout: 0)
    }

    /// The first rank.
    public var startIndex: Int { 0 }
    /// The rank after the last.
    public var endIndex: Int { slots.count }

    /// The slot of the run at a rank.
    ///
    /// Turned round, runs of the same value keep their order among each other.
    public subscript(rank: Int) -> Int32 {
        guard isTurned, rank < firstWithout else { return slots[rank] }
        let place = firstWithout - 1 - rank
        let key = keyOf(slots[place])
        let first = slots.partitionPoint { keyOf($0) >= key }
        let end = slots.partitionPoint { keyOf($0) > key }
        return slots[first + end - 1 - place]
    }

    /// The same runs the other way round.
    public var turned: SortedSlots {
        var other = self
        other.isTurned.toggle()
        return other
    }
}

extension Array {
    /// The first index whose element fulfils a condition that all later ones fulfil too.
    fileprivate func partitionPoint(_ condition: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
