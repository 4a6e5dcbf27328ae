import Crypto
import Entities
import Foundation

/// An entry as a line: a JSON object, keys in alphabetical order, its own hash last.
///
/// The hash is the SHA-256 of the line up to `,"sha256":`, and the object holds the hash of the
/// line before as `prev_sha256`: so one line hangs on another.
public enum JournalLine {
    private static let mark = Array(#","sha256":""#.utf8)
    private static let end = Array(#""}"#.utf8)

    /// The line of an entry, with the line end.
    static func write(_ entry: JournalEntry) -> (bytes: [UInt8], hash: String) {
        var bytes = Array(entry.jsonLine.utf8.dropLast())
        let hash = sha256(bytes)
        bytes += mark + Array(hash.utf8) + end + [UInt8(ascii: "\n")]
        return (bytes, hash)
    }

    /// The entry of a line without its line end; throws what is wrong with it.
    static func read(_ line: ArraySlice<UInt8>) throws(JournalFault.Kind) -> JournalEntry {
        let (object, hash) = try split(line)
        guard sha256(object) == hash else { throw .edited }
        do {
            let data = Data(object + [UInt8(ascii: "}")])
            var entry = try JSONDecoder().decode(JournalEntry.self, from: data)
            entry.hash = hash
            return entry
        } catch {
            throw .unreadable
        }
    }

    /// What the chain needs of a line: whether its hash is right, and the two hashes.
    static func link(
        _ line: ArraySlice<UInt8>
    ) throws(JournalFault.Kind) -> (previous: String, hash: String) {
        let (object, hash) = try split(line)
        guard sha256(object) == hash else { throw .edited }
        return (previous(object), hash)
    }

    private static func split(
        _ line: ArraySlice<UInt8>
    ) throws(JournalFault.Kind) -> (object: ArraySlice<UInt8>, hash: String) {
        let tail = mark.count + 64 + end.count
        guard line.count > tail, line.suffix(end.count).elementsEqual(end) else {
            throw .unreadable
        }
        let object = line.dropLast(tail)
        let rest = line.suffix(tail)
        guard rest.prefix(mark.count).elementsEqual(mark) else { throw .unreadable }
        return (object, String(decoding: rest.dropFirst(mark.count).prefix(64), as: UTF8.self))
    }

    /// The value of `prev_sha256`: in a text its quotes would be escaped.
    private static func previous(_ object: ArraySlice<UInt8>) -> String {
        let key = Array(#""prev_sha256":""#.utf8)
        var start = object.endIndex - key.count
        while start >= object.startIndex {
            if object[start...].starts(with: key) {
                return String(
                    decoding: object[start...].dropFirst(key.count).prefix(64),
                    as: UTF8.self
                )
            }
            start -= 1
        }
        return ""
    }

    /// SHA-256 in hexadecimal digits.
    static func sha256(_ bytes: some Sequence<UInt8>) -> String {
        SHA256.hash(data: Array(bytes)).hexadecimal
    }
}

extension [UInt8] {
    /// The SHA-256 of the bytes, in hexadecimal digits.
    package var sha256: String { JournalLine.sha256(self) }
}

extension SHA256Digest {
    /// Two digits a byte.
    var hexadecimal: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}

/// What is wrong with a journal, and where.
public struct JournalFault: Error, Hashable, Sendable {
    /// What is wrong.
    public enum Kind: Error, Hashable, Sendable {
        /// The line is not as it was written.
        case edited
        /// The line is none of a journal.
        case unreadable
        /// A line before it is missing, or it was put there.
        case unlinked
        /// Lines at the end are missing: the head tells of so many.
        case cut(Int)
        /// The head tells of another entry at its place.
        case otherHead
    }

    /// The number of the line, from 1.
    public var line: Int
    /// What is wrong.
    public var kind: Kind

    /// A fault at a line.
    public init(line: Int, kind: Kind) { (self.line, self.kind) = (line, kind) }

    /// In words.
    public var sentence: String {
        switch kind {
        case .edited: "entry \(line) is not as it was written"
        case .unreadable: "line \(line) is no entry of a journal"
        case .unlinked: "before entry \(line) something is missing or was put in"
        case .cut(let count): "it ends after \(line) entries; the head tells of \(count)"
        case .otherHead: "entry \(line) is another one than the head tells of"
        }
    }
}
