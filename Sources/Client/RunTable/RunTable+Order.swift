import Entities

extension RunTable {
    /// The runs of a question in its order, as far as columns are loaded.
    public func slots(
        in scope: Set<Int32>?,
        where filter: Filter? = nil,
        by order: [SortKey]
    ) -> SortedSlots {
        slots(of: newestFirst(in: scope), where: filter, by: order)
    }

    /// The runs of `newest` that fulfil a filter, in an order; `newest` is what `newestFirst` gave.
    public func slots(
        of newest: [Int32],
        where filter: Filter? = nil,
        by order: [SortKey]
    ) -> SortedSlots {
        let isWanted = filter.map(test)
        var slots = isWanted.map { isWanted in newest.filter { isWanted(Int($0)) } } ?? newest
        for key in order.reversed() where key != .newest || order.count > 1 {
            slots = RunTable.stablySorted(slots, by: radixKey(key))
        }
        return SortedSlots(
            slots,
            keyOf: radixKey(order.first ?? .newest),
            firstKeyWithout: RunTable.nanKey
        )
    }

    /// Runs without a value keep their order behind all others: they need no sorting.
    private static func stablySorted(_ slots: [Int32], by keyOf: SortedSlots.KeyOf) -> [Int32] {
        var items: [RadixSort.Item] = []
        var without: [Int32] = []
        for slot in slots {
            let key = keyOf(slot)
            if key == missingKey {
                without.append(slot)
            } else {
                items.append(RadixSort.Item(key: key, slot: slot))
            }
        }
        RadixSort.sort(&items)
        return items.map(\.slot) + without
    }

    /// Runs of a scope, the newest first, then by id: what every order falls back to.
    public func newestFirst(in scope: Set<Int32>?) -> [Int32] {
        var items: [RadixSort.Item] = []
        items.reserveCapacity(count)
        let wanted = experiments.indices.map { scope?.contains(Int32($0)) ?? true }
        for slot in 0..<count where wanted[Int(experimentOf[slot])] && status(slot) != nil {
            items.append(RadixSort.Item(key: ~RadixSort.key(starts[slot]), slot: Int32(slot)))
        }
        RadixSort.sort(&items)
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end].key == items[start].key { end += 1 }
            if end - start > 1 {
                items[start..<end].sort { keys.precedes(Int($0.slot), Int($1.slot)) }
            }
            start = end
        }
        return items.map(\.slot)
    }

    private static let missingKey = UInt64.max
    private static let nanKey = UInt64.max - 1

    /// A number for each slot that orders as its value does, NaN and none last.
    private func radixKey(_ key: SortKey) -> SortedSlots.KeyOf {
        switch columns[key.field] {
        case .numbers(let numbers): numberKey(numbers, descending: key.descending)
        case .texts(let texts): textKey(texts, descending: key.descending)
        case nil: attributeKey(key)
        }
    }

    /// The place of a text among all texts, from the other end where the order falls.
    private static func place(_ rank: UInt64, descending: Bool) -> UInt64 {
        descending ? nanKey - 1 - rank : rank
    }

    private func textKey(_ texts: TextColumn, descending: Bool) -> SortedSlots.KeyOf {
        let ranks = texts.ranks()
        return { slot in
            guard slot < texts.codes.count else { return Self.missingKey }
            let code = texts.codes[Int(slot)]
            guard code >= 0 else { return Self.missingKey }
            return Self.place(UInt64(ranks[Int(code)]), descending: descending)
        }
    }

    private func numberKey(
        _ numbers: Chunked<Double>,
        descending: Bool
    ) -> SortedSlots.KeyOf {
        { slot in
            guard slot < numbers.count else { return Self.missingKey }
            let number = numbers[Int(slot)]
            guard number.isNaN else {
                let key = RadixSort.key(number)
                return descending ? ~key : key
            }
            return ValueColumn.isMissing(number) ? Self.missingKey : Self.nanKey
        }
    }

    /// Attributes that every run has: numbers as they are, texts by their place among all of them.
    private func attributeKey(_ key: SortKey) -> SortedSlots.KeyOf {
        let ranks = key.field.isNumeric ? [:] : ranks(of: key.field)
        return { slot in
            let value = value(key.field, Int(slot))
            switch value {
            case .number(let number):
                let number = RadixSort.key(number)
                return key.descending ? ~number : number
            case .text: return Self.place(ranks[value] ?? 0, descending: key.descending)
            case .nan: return Self.nanKey
            case .missing: return Self.missingKey
            }
        }
    }

    /// For each value of a text attribute its place among all values.
    private func ranks(of field: Field) -> [SortValue: UInt64] {
        let values = Set((0..<count).map { value(field, $0) })
        let sorted = values.sorted { $0.compare($1, descending: false) < 0 }
        var ranks: [SortValue: UInt64] = [:]
        for (rank, value) in sorted.enumerated() { ranks[value] = UInt64(rank) }
        return ranks
    }
}
