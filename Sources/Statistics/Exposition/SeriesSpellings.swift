/// The bytes that named a series in an exposition; one series can be written in several ways.
struct SeriesSpellings: Sendable {
    private struct Spelling {
        let slot: Int
        /// The spelling that came next in the latest scrape; -1 before it is known.
        var next = -1
    }

    private var table = ByteTable()
    private var spellings: [Spelling] = []
    /// The spelling of the sample before; -1 at the start.
    private var current = -1
    private var first = -1

    var count: Int { table.count }

    mutating func removeAll() { self = SeriesSpellings() }

    mutating func begin() { current = -1 }

    func slot(of spelling: Int) -> Int { spellings[spelling].slot }

    func find(_ text: UnsafeBufferPointer<UInt8>) -> Int? { table.find(text) }

    mutating func add(_ text: UnsafeBufferPointer<UInt8>, slot: Int) -> Int {
        spellings.append(Spelling(slot: slot))
        return table.insert(text)
    }

    /// The spelling that came next the last time, where it stands here again, and its end.
    func guess(
        at place: Int,
        in bytes: UnsafeBufferPointer<UInt8>
    ) -> (spelling: Int, end: Int)? {
        let spelling = current < 0 ? first : spellings[current].next
        guard spelling >= 0, let length = table.length(of: spelling, at: place, in: bytes) else {
            return nil
        }
        let end = place + length
        // Behind a name without labels there is one blank, or the name or labels may go on.
        guard bytes[end - 1] != UInt8(ascii: "}") else { return (spelling, end) }
        guard end + 1 < bytes.count, bytes[end] == 0x20, bytes[end + 1] > 0x20,
            bytes[end + 1] != UInt8(ascii: "{")
        else { return nil }
        return (spelling, end)
    }

    /// Keeps what came after the sample before.
    mutating func follow(_ spelling: Int) {
        if current < 0 {
            first = spelling
        } else if spellings[current].next != spelling {
            spellings[current].next = spelling
        }
        current = spelling
    }
}
