/// Cuts what a program writes to a terminal into characters and sequences.
struct EscapeParser: Sendable {
    enum Token: Equatable {
        case character(Unicode.Scalar)
        case control(UInt8)
        /// `ESC`, with what stands between, and a letter.
        case escape(String, Character)
        /// `ESC [`, a sign that makes it private, numbers, and a letter.
        case sequence(Character?, [[Int]], Character)
    }

    private enum State {
        case text
        case escape
        case sequence
        case string
        case stringEscape
    }

    private var state = State.text
    private var held: [UInt8] = []

    /// The token that a byte completes.
    mutating func take(_ byte: UInt8) -> Token? {
        switch state {
        case .text: return text(byte)
        case .escape: return escape(byte)
        case .sequence: return sequence(byte)
        case .string:
            if byte == 0x1B { state = .stringEscape } else if byte == 0x07 { state = .text }
        case .stringEscape:
            state = byte == UInt8(ascii: "\\") ? .text : .string
        }
        return nil
    }

    private mutating func text(_ byte: UInt8) -> Token? {
        if byte == 0x1B {
            state = .escape
            held = []
            return nil
        }
        if byte < 0x20 || byte == 0x7F { return .control(byte) }
        held.append(byte)
        let length = held[0] < 0x80 ? 1 : held[0] < 0xE0 ? 2 : held[0] < 0xF0 ? 3 : 4
        guard held.count == length else { return nil }
        defer { held = [] }
        return String(decoding: held, as: UTF8.self).unicodeScalars.first.map(Token.character)
    }

    private mutating func escape(_ byte: UInt8) -> Token? {
        switch byte {
        case UInt8(ascii: "["): state = .sequence
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
            state = .string
        case 0x20..<0x30: held.append(byte)
        default:
            state = .text
            defer { held = [] }
            return .escape(String(decoding: held, as: UTF8.self), letter(byte))
        }
        return nil
    }

    private mutating func sequence(_ byte: UInt8) -> Token? {
        guard byte >= 0x40 else {
            held.append(byte)
            return nil
        }
        state = .text
        defer { held = [] }
        let isPrivate = held.first.map { 0x3C..<0x40 ~= $0 } ?? false
        let numbers = String(decoding: isPrivate ? held.dropFirst() : held[...], as: UTF8.self)
            .split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.split(separator: ":").map { Int($0) ?? 0 } }
        return .sequence(isPrivate ? letter(held[0]) : nil, numbers, letter(byte))
    }

    private func letter(_ byte: UInt8) -> Character { Character(Unicode.Scalar(byte)) }
}
