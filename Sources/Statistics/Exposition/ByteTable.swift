/// Byte strings, numbered in the order in which they came; finding one allocates nothing.
struct ByteTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each begins, and the end of the last.
    private var starts = [0]
    /// Open addressing: the number of a string plus one, 0 where free; at most half full.
    private var places = [Int](repeating: 0, count: 16)

    /// How many there are.
    var count: Int { starts.count - 1 }

    func range(of number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

    subscript(number: Int) -> ArraySlice<UInt8> { bytes[range(of: number)] }

    /// The length of a string that stands at a place; nil where another one does.
    func length(of number: Int, at place: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
        let range = range(of: number)
        guard range.count <= text.count - place else { return nil }
        let isSame = bytes.withUnsafeBytes { bytes in
            areEqual(
                UnsafeRawBufferPointer(rebasing: bytes[range]),
                UnsafeRawBufferPointer(
                    rebasing: UnsafeRawBufferPointer(text)[place..<place + range.count]
                )
            )
        }
        return isSame ? range.count : nil
    }

    /// The number of a string.
    func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
        let number = places[place(of: text)] - 1
        return number < 0 ? nil : number
    }

    /// The number of a string that may be new.
    mutating func insert(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        let place = place(of: text)
        guard places[place] == 0 else { return places[place] - 1 }
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        places[place] = count
        if count * 2 > places.count { grow() }
        return count - 1
    }

    /// The place of a string, or the free one where it belongs.
    private func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: UnsafeRawBufferPointer(text))
        var place = hasher.finalize() & (places.count - 1)
        while places[place] > 0 {
            let number = places[place] - 1
            if range(of: number).count == text.count, length(of: number, at: 0, in: text) != nil {
                break
            }
            place = (place + 1) & (places.count - 1)
        }
        return place
    }

    private mutating func grow() {
        places = [Int](repeating: 0, count: places.count * 2)
        for number in 0..<count {
            let place = bytes.withUnsafeBufferPointer { bytes in
                self.place(of: UnsafeBufferPointer(rebasing: bytes[range(of: number)]))
            }
            places[place] = number + 1
        }
    }
}

/// Eight bytes at a time; the standard library compares one by one.
func areEqual(_ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer) -> Bool {
    guard left.count == right.count else { return false }
    var index = 0
    while index + 8 <= left.count {
        let (a, b) = (
            left.loadUnaligned(fromByteOffset: index, as: UInt64.self),
            right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        )
        guard a == b else { return false }
        index += 8
    }
    while index < left.count {
        guard left[index] == right[index] else { return false }
        index += 1
    }
    return true
}
