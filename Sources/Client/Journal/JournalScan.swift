import Entities

/// What has been read of a journal: where its lines are, and whether they hang together.
struct JournalScan {
    /// The bytes of each line, without its end.
    private(set) var lines: [Range<Int>] = []
    /// The end of the chain as far as it was read.
    private(set) var end = JournalChain.empty
    /// Rollouts that have not ended: the line, counted from 0, at which each began.
    private(set) var open: [Int: Int] = [:]
    private var broken: [JournalFault] = []
    /// The hash of each entry that can be read, by its number.
    private var hashes: [Int: String] = [:]
    private var offset = 0

    private static let piece = 1 << 20
    private static let begins = Array(#"{"action":"plan","#.utf8)
    private static let ends = Array(#"{"action":"end","#.utf8)

    /// Reads from where it stopped to the last line that is whole.
    mutating func readOn(_ storage: any JournalStorage) throws(Failure.Reason) {
        while true {
            var bytes = try storage.read(offset..<(offset + Self.piece))
            while bytes.count >= Self.piece, !bytes.contains(UInt8(ascii: "\n")) {
                let more = try storage.read(
                    offset + bytes.count..<offset + bytes.count + Self.piece
                )
                if more.isEmpty { break }
                bytes += more
            }
            guard let last = bytes.lastIndex(of: UInt8(ascii: "\n")) else { return }
            var start = 0
            while start <= last {
                let stop = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? last
                take(bytes[start..<stop], at: offset + start)
                start = stop + 1
            }
            offset += last + 1
        }
    }

    private mutating func take(_ line: ArraySlice<UInt8>, at place: Int) {
        lines.append(place..<(place + line.count))
        let number = lines.count
        do {
            let link = try JournalLine.link(line)
            if link.previous != end.hash { note(.unlinked, number) }
            end = JournalChain(count: number, hash: link.hash)
            hashes[number] = link.hash
            if line.starts(with: Self.begins) { open[number] = number - 1 }
            if line.starts(with: Self.ends), let entry = try? JournalLine.read(line) {
                open[entry.rollout ?? 0] = nil
            }
        } catch {
            note(error, number)
            end.count = number
        }
    }

    private mutating func note(_ kind: JournalFault.Kind, _ line: Int) {
        guard broken.count < 100 else { return }
        broken.append(JournalFault(line: line, kind: kind))
    }

    /// What is wrong, also against what heads tell; one that is behind is of an earlier moment.
    func faults(heads: [JournalChain]) -> [JournalFault] {
        broken
            + heads.compactMap { head in
                if head.count > lines.count {
                    return JournalFault(line: lines.count, kind: .cut(head.count))
                }
                guard head.count > 0, hashes[head.count] != head.hash else { return nil }
                return JournalFault(line: head.count, kind: .otherHead)
            }
    }
}
