/// A paste under way, from the terminal's `ESC [ 200 ~` to its `ESC [ 201 ~`.
struct Paste {
    private static let begin = Array("\u{1B}[200~".utf8)
    private static let end = Array("\u{1B}[201~".utf8)
    /// More than anybody types into a field; a larger paste is cut.
    private static let limit = 1 << 20

    private var bytes: [UInt8] = []

    /// Whether a sequence opens a paste.
    static func begins(_ piece: ArraySlice<UInt8>) -> Bool { piece.elementsEqual(begin) }

    /// Takes bytes up to the end of the paste; its text once that is there.
    mutating func take(_ rest: inout ArraySlice<UInt8>) -> String? {
        while let byte = rest.popFirst() {
            bytes.append(byte)
            if byte == Paste.end.last, bytes.suffix(Paste.end.count).elementsEqual(Paste.end) {
                return text
            }
            if bytes.count > 2 * Paste.limit {
                bytes.removeSubrange(Paste.limit..<bytes.count - Paste.end.count)
            }
        }
        return nil
    }

    /// Terminals send carriage returns for line ends.
    private var text: String {
        var lines: [UInt8] = []
        var previous: UInt8 = 0
        for byte in bytes.dropLast(Paste.end.count).prefix(Paste.limit) {
            if byte == 0x0D || byte != 0x0A || previous != 0x0D {
                lines.append(byte == 0x0D ? 0x0A : byte)
            }
            previous = byte
        }
        return String(decoding: lines, as: UTF8.self)
    }
}
