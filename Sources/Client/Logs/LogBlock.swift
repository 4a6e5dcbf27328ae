import Entities
import Glibc

/// The lines that begin in one block of a log, the last of them to its end.
struct LogBlock {
    /// Where each stands in `bytes`, without its end.
    private(set) var lines: [Range<Int>] = []
    /// Whether the last line may still be written on.
    private(set) var isOpen = false
    private(set) var bytes: [UInt8]
    /// Where `bytes` begin in the log.
    private let offset: Int

    /// How many bytes of the last line are read that lie behind the block.
    static let overhang = 1 << 20

    /// A block in which no line begins.
    init() { (bytes, offset) = ([], 0) }

    /// Reads a block of a log.
    init(_ number: Int, of file: LogFile) {
        let lower = max(file.start, number * LogFile.block)
        let upper = min(file.size, (number + 1) * LogFile.block)
        let isFirst = lower == file.start
        offset = isFirst ? lower : lower - 1
        bytes = lower < upper ? file.bytes(offset..<upper) : []
        let inside = bytes.count
        guard var next = isFirst ? 0 : bytes.end(of: 0).map({ $0 + 1 }) else { return }
        while next < inside {
            let end = bytes.end(of: next) ?? readOn(file)
            lines.append(next..<end)
            next = end + 1
        }
    }

    /// Reads to the end of the last line, and returns where that is.
    private mutating func readOn(_ file: LogFile) -> Int {
        let begun = bytes.count
        while bytes.count - begun < Self.overhang {
            let next = offset + bytes.count
            let more = file.bytes(next..<max(next, min(file.size, next + LogFile.block)))
            isOpen = more.isEmpty
            let place = bytes.count
            bytes += more
            if isOpen { break }
            if let end = bytes.end(of: place) { return end }
        }
        return bytes.count
    }

    /// Where a line begins in the log.
    func start(of place: Int) -> Int { offset + lines[place].lowerBound }

    /// A line as it is shown.
    func line(_ place: Int, number: Int?) -> LogLine {
        let range = lines[place]
        var text = bytes[range].prefix(LogLine.limit)
        let isCut = range.count > LogLine.limit
        if !isCut, text.last == UInt8(ascii: "\r") { text.removeLast() }
        return LogLine(
            at: start(of: place),
            number: number,
            text: String(decoding: text, as: UTF8.self),
            isCut: isCut
        )
    }
}

extension [UInt8] {
    /// The end of the line that a place is in; nil where that is not among them.
    fileprivate func end(of place: Int) -> Int? { first(UInt8(ascii: "\n"), from: place) }

    /// The first place of a byte.
    func first(_ byte: UInt8, from place: Int) -> Int? {
        withUnsafeBytes { buffer in
            guard place < buffer.count, let base = buffer.baseAddress else { return nil }
            let found = memchr(base + place, Int32(byte), buffer.count - place)
            return found.map { UnsafeRawPointer($0) - base }
        }
    }
}
