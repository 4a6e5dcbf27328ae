/// How many lines begin before each block of a log: 320 kB for ten gigabytes.
struct LineIndex {
    private var before = [0]

    /// How many blocks are counted, from the first.
    var blocks: Int { before.count - 1 }

    /// How many lines begin in the blocks that are counted.
    var lines: Int { before[blocks] }

    /// How many lines begin before a block; nil where that is not known yet.
    func lines(before block: Int) -> Int? { block < before.count ? before[block] : nil }

    /// Whether it is known that no line begins in a block.
    func isEmpty(_ block: Int) -> Bool { block < blocks && before[block] == before[block + 1] }

    /// Counts the next block; false where there is none that is whole.
    mutating func count(_ file: LogFile) -> Bool {
        let range = (blocks * LogFile.block)..<((blocks + 1) * LogFile.block)
        guard range.upperBound <= file.size else { return false }
        before.append(lines + file.beginnings(in: range))
        return true
    }
}
