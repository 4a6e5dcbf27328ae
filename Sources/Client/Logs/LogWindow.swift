import Entities

/// Reads lines on either side of a place of a log: blocks that are known to hold none are passed by.
struct LogWindow {
    let file: LogFile
    let index: LineIndex
    /// What a filter lets through; nil where all lines are shown.
    let hits: LogHits?
    /// How many blocks may be read: what lies further away comes once it is counted and searched.
    private var left = 16

    init(_ file: LogFile, _ index: LineIndex, _ hits: LogHits?) {
        (self.file, self.index, self.hits) = (file, index, hits)
    }

    /// The last lines that begin before an offset, and whether there are no others before them.
    mutating func before(_ offset: Int, _ count: Int) -> (lines: [LogLine], isAll: Bool) {
        var found: [LogLine] = []
        var block = (min(offset, file.size) - 1) / LogFile.block
        while offset > file.start, block >= file.start / LogFile.block {
            guard let content = content(block) else { return (found, false) }
            let missing = count + 1 - found.count
            let places = places(in: content).filter { content.start(of: $0) < offset }
            found = lines(places.suffix(missing), of: content, block) + found
            if found.count > count { return (found.suffix(count), false) }
            block -= 1
        }
        return (found, true)
    }

    /// The first lines that begin at an offset or behind it, and whether there are no others.
    mutating func after(_ offset: Int, _ count: Int) -> (lines: [LogLine], isAll: Bool) {
        var found: [LogLine] = []
        var block = max(file.start, offset) / LogFile.block
        while block * LogFile.block < file.size {
            guard let content = content(block) else { return (found, false) }
            let missing = count + 1 - found.count
            let places = places(in: content).filter { content.start(of: $0) >= offset }
            found += lines(places.prefix(missing), of: content, block)
            if found.count > count { return (Array(found.prefix(count)), false) }
            block += 1
        }
        return (found, true)
    }

    /// A block, an empty one where nothing in it is wanted; nil where too much has been read.
    private mutating func content(_ block: Int) -> LogBlock? {
        if index.isEmpty(block) || hits?.isEmpty(block) == true { return LogBlock() }
        guard left > 0 else { return nil }
        left -= 1
        return LogBlock(block, of: file)
    }

    private func places(in content: LogBlock) -> [Int] {
        hits?.places(in: content) ?? Array(content.lines.indices)
    }

    private func lines(_ places: ArraySlice<Int>, of content: LogBlock, _ block: Int) -> [LogLine] {
        let before = index.lines(before: block)
        return places.map { place in
            content.line(place, number: before.map { $0 + place + 1 })
        }
    }
}
