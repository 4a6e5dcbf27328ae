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
    /// Open addressing, -1 is free; always at least twice as long as there are ids.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    var count: Int { packed.count }

    /// The id in a slot, as the store writes it.
    subscript(slot: Int) -> String {
        let id = packed[slot]
        return id.high == .max ? texts[Int(id.low)] : Self.hex(id)
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
        guard let key = Self.pack(bytes) ?? textKey(bytes) else { return nil }
        if hint >= 0, hint + 1 < count {
            if packed[hint] == key { return hint }
            if packed[hint + 1] == key { return hint + 1 }
        }
        return find(key)
    }

    /// Adds an id that is not there yet and returns its slot.
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let key = Self.pack(bytes) ?? addText(String(decoding: bytes, as: UTF8.self))
        packed.append(key)
        if count * 2 > slots.count { rehash() } else { insert(key, count - 1) }
        return count - 1
    }

    private func textKey(_ bytes: UnsafeBufferPointer<UInt8>) -> Packed? {
        places[String(decoding: bytes, as: UTF8.self)].map { Packed(high: .max, low: UInt64($0)) }
    }

    private mutating func addText(_ text: String) -> Packed {
        texts.append(text)
        places[text] = texts.count - 1
        return Packed(high: .max, low: UInt64(texts.count - 1))
    }

    private func find(_ key: Packed) -> Int? {
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

    private mutating func rehash() {
        slots = Array(repeating: -1, count: slots.count * 2)
        for slot in 0..<count { insert(packed[slot], slot) }
    }

    private func home(of key: Packed) -> Int {
        // Ids are random already; the multiplication spreads those that are not.
        let mixed = (key.high ^ key.low) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    }
}

extension RunKeys {
    private static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> Packed? {
        guard bytes.count == 32 else { return nil }
        var words = (UInt64(0), UInt64(0))
        for index in 0..<16 {
            guard let digit = digit(bytes[index]) else { return nil }
            words.0 = words.0 << 4 | digit
        }
        for index in 16..<32 {
            guard let digit = digit(bytes[index]) else { return nil }
            words.1 = words.1 << 4 | digit
        }
        return words.0 == .max ? nil : Packed(high: words.0, low: words.1)
    }

    private static func digit(_ byte: UInt8) -> UInt64? {
        switch byte {
        case 0x30...0x39: UInt64(byte - 0x30)
        case 0x61...0x66: UInt64(byte - 0x61 + 10)
        default: nil
        }
    }

    private static func hex(_ id: Packed) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 32) { buffer in
            for index in 0..<16 {
                buffer[index] = digits[Int(id.high >> UInt64(60 - 4 * index) & 15)]
                buffer[index + 16] = digits[Int(id.low >> UInt64(60 - 4 * index) & 15)]
            }
            return 32
        }
    }
}
