/// Which slot each known series has; new series take the slots that others left.
struct SeriesSlots: Sendable {
    private struct Slot {
        /// The number of the series among the names; -1 while the slot is free.
        var name: Int
        /// The scrape that told the series last.
        var told: Int
    }

    /// Each series by its canonical bytes.
    private var names = ByteTable()
    private var slotOfName: [Int] = []
    private var slots: [Slot] = []
    private var free: [Int] = []

    /// How many series there are.
    var count: Int { names.count }

    /// How many slots there are, free ones included.
    var capacity: Int { slots.count }

    func name(of slot: Int) -> SeriesName? {
        guard slots.indices.contains(slot), slots[slot].name >= 0 else { return nil }
        return SeriesName(canonical: names[slots[slot].name])
    }

    func slot(of name: SeriesName) -> Int? {
        name.canonical.withUnsafeBufferPointer { names.find($0) }.map { slotOfName[$0] }
    }

    /// Gives a series its slot, which it has not yet.
    mutating func add(_ name: SeriesName, in scrape: Int) -> Int {
        let number = name.canonical.withUnsafeBufferPointer { names.insert($0) }
        let slot = free.popLast() ?? slots.count
        if slot == slots.count { slots.append(Slot(name: number, told: scrape)) }
        slots[slot] = Slot(name: number, told: scrape)
        slotOfName.append(slot)
        return slot
    }

    mutating func note(_ slot: Int, in scrape: Int) { slots[slot].told = scrape }

    func absent(since scrape: Int) -> [Int] {
        slots.indices.filter { slots[$0].name >= 0 && slots[$0].told <= scrape }
    }

    mutating func remove(_ gone: [Int]) {
        for slot in gone { slots[slot].name = -1 }
        free += gone.reversed()
        let (old, oldSlots) = (names, slotOfName)
        names = ByteTable()
        slotOfName = []
        for (number, slot) in oldSlots.enumerated() where slots[slot].name >= 0 {
            slots[slot].name = old[number].withUnsafeBufferPointer { names.insert($0) }
            slotOfName.append(slot)
        }
    }
}
