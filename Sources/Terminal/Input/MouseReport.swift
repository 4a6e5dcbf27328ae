import TUI

/// What the terminal reports of the mouse; a click is a press and a release in one cell.
struct MouseReport {
    private var pressed: Point?

    /// The action of one report; nil for anything else, or half a click.
    mutating func action(in piece: ArraySlice<UInt8>) -> Mouse? {
        guard let (button, at, isRelease) = MouseReport.parse(piece) else { return nil }
        switch button {
        case 64: return Mouse(.wheelUp, at: at)
        case 65: return Mouse(.wheelDown, at: at)
        case _ where isRelease:
            defer { pressed = nil }
            return pressed == at ? Mouse(.click, at: at) : nil
        default:
            pressed = button == 0 ? at : nil
            return nil
        }
    }

    /// Shift, alt and control with a button make no difference.
    private static let modifiers = 4 | 8 | 16

    private static func parse(_ piece: ArraySlice<UInt8>) -> (Int, Point, Bool)? {
        let rest = piece.dropFirst(2)
        guard let kind = rest.first, let last = rest.last else { return nil }
        if kind == UInt8(ascii: "M"), rest.count == 4 {
            let values = rest.dropFirst().map { Int($0) - 32 }
            let button = values[0] & ~modifiers
            return (button, Point(values[1] - 1, values[2] - 1), button == 3)
        }
        guard kind == UInt8(ascii: "<") else { return nil }
        let numbers = rest.dropFirst().dropLast().split(separator: UInt8(ascii: ";"))
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard numbers.count == 3 else { return nil }
        let at = Point(numbers[1] - 1, numbers[2] - 1)
        return (numbers[0] & ~modifiers, at, last == UInt8(ascii: "m"))
    }
}
