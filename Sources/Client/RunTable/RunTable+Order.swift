import Entities

extension RunTable {
    /// The runs of a question in its order, as far as columns are loaded.
    public func slots(
        in scope: Set<Int32>?,
        where filter: Filter? = nil,
        by order: [SortKey]
    ) -> [Int32] {
        var items = newestFirst(in: scope, where: filter.map(test))
        for key in order.reversed() where key != .newest || order.count > 1 {
            let keyOf = radixKey(key)
            for index in items.indices { items[index].key = keyOf(items[index].slot) }
            RadixSort.sort(&items)
        }
        return items.map(\.slot)
    }

    /// The same runs the other way round: values turn, ties and what has no value stay.
    public func turned(_ slots: [Int32], by key: SortKey) -> [Int32] {
        let keyOf = radixKey(key)
        let firstWithout = slots.partitionPoint { keyOf($0) >= RunTable.nanKey }
        var turned: [Int32] = []
        turned.reserveCapacity(slots.count)
        var end = firstWithout
        var groupKey = end > 0 ? keyOf(slots[end - 1]) : 0
        for index in stride(from: firstWithout - 1, through: 0, by: -1) {
            let before = index > 0 ? keyOf(slots[index - 1]) : groupKey &+ 1
            guard before != groupKey else { continue }
            turned.append(contentsOf: slots[index..<end])
            (end, groupKey) = (index, before)
        }
        turned.append(contentsOf: slots[firstWithout...])
        return turned
    }

    /// Runs of a scope, the newest first, then by id: what every order falls back to.
    private func newestFirst(
        in scope: Set<Int32>?,
        where isWanted: ((Int) -> Bool)?
    ) -> [RadixSort.Item] {
        var items: [RadixSort.Item] = []
        items.reserveCapacity(count)
        let wanted = experiments.indices.map { scope?.contains(Int32($0)) ?? true }
        for slot in 0..<count where wanted[Int(experimentOf[slot])] && status(slot) != nil {
            if let isWanted, !isWanted(slot) { continue }
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
        return items
    }

    private static let missingKey = UInt64.max
    private static let nanKey = UInt64.max - 1

    /// A number for each slot that orders as its value does, NaN and none last.
    private func radixKey(_ key: SortKey) -> (Int32) -> UInt64 {
        let flip: (UInt64) -> UInt64 = key.descending ? { UInt64.max - 2 - $0 } : { $0 }
        switch columns[key.field] {
        case .numbers(let numbers): return numberKey(numbers, descending: key.descending)
        case .texts(let texts):
            let ranks = texts.ranks()
            return { slot in
                guard slot < texts.codes.count else { return Self.missingKey }
                let code = texts.codes[Int(slot)]
                return code < 0 ? Self.missingKey : flip(UInt64(ranks[Int(code)]))
            }
        case nil: return attributeKey(key, flip)
        }
    }

    private func numberKey(
        _ numbers: Chunked<Double>,
        descending: Bool
    ) -> (Int32) -> UInt64 {
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
    private func attributeKey(_ key: SortKey, _ flip: @escaping (UInt64) -> UInt64)
        -> (Int32) -> UInt64
    {
        var ranks: [SortValue: UInt64] = [:]
        if !key.field.isNumeric {
            let values = Set((0..<count).map { value(key.field, $0) })
            let sorted = values.sorted { $0.compare($1, descending: false) < 0 }
            for (rank, value) in sorted.enumerated() { ranks[value] = UInt64(rank) }
        }
        return { slot in
            let value = value(key.field, Int(slot))
            switch value {
            case .number(let number):
                let number = RadixSort.key(number)
                return key.descending ? ~number : number
            case .text: return flip(ranks[value] ?? 0)
            case .nan: return Self.nanKey
            case .missing: return Self.missingKey
            }
        }
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
