import TUI

/// Turns a terminal's bytes into inputs, however they are cut into chunks.
///
/// A key with alt or control that has no name here is swallowed whole: its letters must not act as
/// keys of their own.
package struct Decoder: Sendable {
    private let sequences: KeySequences
    private var bytes: [UInt8] = []
    private var paste: Paste?
    private var mouse = MouseReport()

    /// A decoder that has seen nothing yet.
    package init(_ sequences: KeySequences = KeySequences()) { self.sequences = sequences }

    /// The inputs that are complete with these bytes.
    package mutating func take(_ chunk: some Sequence<UInt8>) -> [Input] {
        var inputs: [Input] = []
        bytes += chunk
        var rest = bytes[...]
        while true {
            if paste != nil {
                guard let text = paste?.take(&rest) else { break }
                inputs.append(.paste(text))
                paste = nil
            }
            guard let length = Piece.length(rest) else { break }
            if let input = meaning(rest.prefix(length)) { inputs.append(input) }
            rest = rest.dropFirst(length)
        }
        bytes = Array(rest)
        return inputs
    }

    /// How many milliseconds to wait for the rest of what has begun; nil where nothing has.
    ///
    /// A lone escape is a key unless more follows at once; half a sequence is no key at all.
    package var patience: Int? {
        guard let first = bytes.first, first == Piece.escape else { return nil }
        return bytes.count == 1 ? 25 : 250
    }

    /// What has begun is not going on: a lone escape is the key, the rest is dropped.
    package mutating func giveUp() -> Input? {
        defer { bytes = [] }
        return bytes == [Piece.escape] ? .key(.escape) : nil
    }

    private mutating func meaning(_ piece: ArraySlice<UInt8>) -> Input? {
        guard piece.first == Piece.escape else { return Decoder.key(of: piece).map(Input.key) }
        if piece.count == 1 { return .key(.escape) }
        if let key = sequences.key(of: piece) { return .key(key) }
        if Paste.begins(piece) {
            paste = Paste()
            return nil
        }
        return mouse.action(in: piece).map(Input.mouse)
    }

    /// The key of a character; nil where it has no name or is broken.
    private static func key(of piece: ArraySlice<UInt8>) -> Key? {
        guard let first = piece.first else { return nil }
        switch first {
        case 0x0D, 0x0A: return .enter
        case 0x09: return .tab
        case 0x08, 0x7F: return .backspace
        case 0x20: return .space
        case 1..<0x1B: return .control(Character(Unicode.Scalar(first | 0x60)))
        case 0x1C..<0x20: return .control(Character(Unicode.Scalar(first | 0x40)))
        default: break
        }
        let text = String(decoding: piece, as: UTF8.self).unicodeScalars
        guard let scalar = text.first, scalar.value > 0x9F || 0x20..<0x7F ~= scalar.value,
            scalar != "\u{FFFD}"
        else { return nil }
        return .character(Character(scalar))
    }
}
