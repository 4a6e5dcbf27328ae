import Entities
import Glibc

/// How many lines a filter lets through in each block of a log, the last blocks searched first.
final class LogHits {
    let filter: LogFilter
    /// The blocks that are searched.
    private(set) var blocks: Range<Int>
    /// How many lines are let through in all of them.
    private(set) var count = 0
    /// The counts of the blocks from the first that was searched on, and of those before it,
    /// backwards.
    private var (above, below): ([Int32], [Int32]) = ([], [])
    private let first: Int
    private let needle: [UInt8]
    private var search: PatternSearch?

    /// Looks for what a filter lets through, before and after a block.
    init(_ filter: LogFilter, from block: Int) {
        self.filter = filter
        first = block
        blocks = block..<block
        needle = filter.needle
        search = filter.pattern.map { PatternSearch($0) }
    }

    /// Whether it is known that nothing is let through in a block.
    func isEmpty(_ block: Int) -> Bool {
        guard blocks.contains(block) else { return false }
        return (block < first ? below[first - 1 - block] : above[block - first]) == 0
    }

    /// Searches one more block; false where there is none that is whole.
    func searchOn(_ file: LogFile) -> Bool {
        if (blocks.upperBound + 1) * LogFile.block <= file.size {
            let block = LogBlock(blocks.upperBound, of: file)
            if !block.isOpen {
                above.append(note(block))
                blocks = blocks.lowerBound..<(blocks.upperBound + 1)
                return true
            }
        }
        guard blocks.lowerBound > file.start / LogFile.block else { return false }
        below.append(note(LogBlock(blocks.lowerBound - 1, of: file)))
        blocks = (blocks.lowerBound - 1)..<blocks.upperBound
        return true
    }

    private func note(_ block: LogBlock) -> Int32 {
        let found = places(in: block).count
        count += found
        return Int32(found)
    }

    /// Which lines of a block are let through.
    func places(in block: LogBlock) -> [Int] {
        guard needle.isEmpty else { return placesOfNeedle(in: block) }
        return block.lines.indices.filter { place in
            let text = String(decoding: block.bytes[block.lines[place]], as: UTF8.self)
            return search?.matches(text) ?? true
        }
    }

    private func placesOfNeedle(in block: LogBlock) -> [Int] {
        let bytes = filter.ignoresCase ? block.bytes.map(\.lowercased) : block.bytes
        var places: [Int] = []
        var (place, from) = (0, block.lines.first?.lowerBound ?? 0)
        while place < block.lines.count, let hit = bytes.first(needle, from: from) {
            while place < block.lines.count, block.lines[place].upperBound <= hit { place += 1 }
            guard place < block.lines.count else { break }
            places.append(place)
            from = block.lines[place].upperBound
            place += 1
        }
        return places
    }
}

extension UInt8 {
    fileprivate var lowercased: UInt8 { (0x41...0x5A) ~= self ? self | 0x20 : self }
}

extension [UInt8] {
    /// The first place of a text.
    fileprivate func first(_ needle: [UInt8], from place: Int) -> Int? {
        guard let letter = needle.first else { return nil }
        var from = place
        while let found = first(letter, from: from), found + needle.count <= count {
            let isThere = withUnsafeBytes { bytes in
                bytes.baseAddress.map { memcmp($0 + found, needle, needle.count) == 0 } ?? false
            }
            if isThere { return found }
            from = found + 1
        }
        return nil
    }
}
