/// The ids of a table's runs, 16 bytes each where they are 32 hexadecimal digits.
struct RunKeys: Sendable {
    /// An id's bytes, or, with `high` all ones, the place of its text in `texts`.
    struct Packed: Hashable, Sendable {
        var high: UInt64
        var low: UInt64
    }

    private(set) var packed = Chunked<Packed>()
    private var texts: [String] = []
    private var places: [String: Int] = [:]
    /// Open addressing, -1 is free; at least twice as long as there are ids in it.
    private var slots: [Int32] = []
    /// How many ids are in `slots`: while a store is read first, nobody looks for one.
    private var indexed = 0

    var count: Int { packed.count }

    /// The id in a slot, as the store writes it.
    subscript(slot: Int) -> String {
        let id = packed[slot]
        return id.high == .max ? texts[Int(id.low)] : HexKey.text(id.high, id.low)
    }

    /// Whether the id in one slot comes before that in another, by their bytes.
    func precedes(_ left: Int, _ right: Int) -> Bool {
        let (a, b) = (packed[left], packed[right])
        guard a.high != .max, b.high != .max else {
            return self[left].utf8.lexicographicallyPrecedes(self[right].utf8)
        }
        return (a.high, a.low) < (b.high, b.low)
    }

    func slot(of id: String) -> Int? {
        var id = id
        return id.withUTF8 { slot(of: $0) }
    }

    /// The slot of an id given by its bytes; `hint` and the slot after it are tried first.
    func slot(of bytes: UnsafeBufferPointer<UInt8>, hint: Int = -1) -> Int? {
        guard let key = key(bytes) else { return nil }
        if hint >= 0, hint + 1 < count {
            if packed[hint] == key { return hint }
            if packed[hint + 1] == key { return hint + 1 }
        }
        return find(key) ?? (indexed..<count).first { packed[$0] == key }
    }

    /// Adds an id that is not there yet and returns its slot.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        packed.append(key(bytes) ?? addText(String(decoding: bytes, as: UTF8.self)))
        return count - 1
    }

    /// Makes every id quick to find.
    mutating func index() {
        guard indexed < count else { return }
        if count * 2 > slots.count {
            var capacity = 64
            while capacity < count * 2 { capacity *= 2 }
            slots = Array(repeating: -1, count: capacity)
            indexed = 0
        }
        for slot in indexed..<count { insert(packed[slot], slot) }
        indexed = count
    }

    private func key(_ bytes: UnsafeBufferPointer<UInt8>) -> Packed? {
        if let (high, low) = HexKey.words(bytes), high != .max {
            return Packed(high: high, low: low)
        }
        return places[String(decoding: bytes, as: UTF8.self)].map {
            Packed(high: .max, low: UInt64($0))
        }
    }

    private mutating func addText(_ text: String) -> Packed {
        texts.append(text)
        places[text] = texts.count - 1
        return Packed(high: .max, low: UInt64(texts.count - 1))
    }

    private func find(_ key: Packed) -> Int? {
        guard !slots.isEmpty else { return nil }
        var place = home(of: key)
        while slots[place] >= 0 {
            if packed[Int(slots[place])] == key { return Int(slots[place]) }
            place = (place + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func insert(_ key: Packed, _ slot: Int) {
        var place = home(of: key)
        while slots[place] >= 0 { place = (place + 1) & (slots.count - 1) }
        slots[place] = Int32(slot)
    }

    private func home(of key: Packed) -> Int {
        // Ids are random already; the multiplication spreads those that are not.
        let mixed = (key.high ^ key.low) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }
}
