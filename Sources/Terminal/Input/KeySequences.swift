import TUI

/// The sequences that keys send, those of the terminal's description before those of xterm.
package struct KeySequences: Sendable {
    private var keys: [[UInt8]: Key]

    /// The keys of xterm and its relatives, and what a description says of its own.
    package init(described: (String) -> String? = { _ in nil }) {
        keys = KeySequences.common
        for (name, key) in KeySequences.capabilities {
            guard let bytes = described(name).map({ Array($0.utf8) }) else { continue }
            if bytes.count > 1, bytes[0] == 0x1B { keys[bytes] = key }
        }
    }

    /// The key of a whole sequence; nil for one with modifiers, or of no key known here.
    package func key(of sequence: ArraySlice<UInt8>) -> Key? { keys[Array(sequence)] }

    /// Arrows and the like come as `ESC [` or `ESC O` by a mode that an earlier program may have
    /// left on.
    private static let letters: [(String, Key)] = [
        ("A", .up), ("B", .down), ("C", .right), ("D", .left), ("H", .home), ("F", .end),
    ]

    /// Keys that are numbers between `ESC [` and `~`, those of rxvt among them.
    private static let numbers: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
        11: .function(1), 12: .function(2), 13: .function(3), 14: .function(4), 15: .function(5),
        17: .function(6), 18: .function(7), 19: .function(8), 20: .function(9), 21: .function(10),
        23: .function(11), 24: .function(12),
    ]

    private static let common: [[UInt8]: Key] = {
        var keys: [String: Key] = ["\u{1B}[Z": .backTab, "\u{1B}OM": .enter]
        for (letter, key) in letters {
            keys["\u{1B}[" + letter] = key
            keys["\u{1B}O" + letter] = key
        }
        for (number, key) in numbers { keys["\u{1B}[\(number)~"] = key }
        for (index, letter) in "PQRS".enumerated() {
            keys["\u{1B}O\(letter)"] = .function(index + 1)
        }
        for (index, letter) in "ABCDE".enumerated() {
            keys["\u{1B}[[\(letter)"] = .function(index + 1)  // Linux console
        }
        return Dictionary(uniqueKeysWithValues: keys.map { (Array($0.key.utf8), $0.value) })
    }()

    private static let capabilities: [(String, Key)] =
        [
            ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right),
            ("khome", .home), ("kend", .end), ("kpp", .pageUp), ("knp", .pageDown),
            ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab), ("kent", .enter),
        ] + (1...12).map { ("kf\($0)", .function($0)) }
}
