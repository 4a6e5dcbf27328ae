/// The picture for terminals that show nothing but ASCII.
extension Canvas {
    /// The same picture in ASCII: signs by a table, other letters as `?`, wide ones as `??`.
    public func ascii() -> Canvas {
        var result = self
        for y in 0..<size.height {
            for x in 0..<size.width where !self[x, y].isASCII { translate(x, y, in: &result) }
        }
        return result
    }

    private func translate(_ x: Int, _ y: Int, in result: inout Canvas) {
        let cell = self[x, y]
        if cell.isContinuation { return result.put(Glyph("?"), x, y, cell.role) }
        if cell.glyph.base < 0x7F {
            return result.put(Glyph(base: cell.glyph.base), x, y, cell.role)
        }
        if let sign = ASCII.pairs[cell.glyph.base] { return put(sign, x, y, in: &result) }
        let letter = cell.glyph.base == 0xB7 ? dot(x, y) : ASCII.letter(of: cell)
        result.put(Glyph(letter), x, y, cell.role)
    }

    /// A sign of two letters also takes the blank beside it; where there is none, one must do.
    private func put(_ sign: ASCII.Pair, _ x: Int, _ y: Int, in result: inout Canvas) {
        let role = self[x, y].role
        if result.isBlank(x + 1, y) {
            result.put(sign.both, x, y, role)
        } else if result.isBlank(x - 1, y) {
            result.put(sign.both, x - 1, y, role)
        } else {
            result.put(Glyph(sign.one), x, y, role)
        }
    }

    /// `·` is a gridline where it is faint, a separator between words, else a value not there.
    private func dot(_ x: Int, _ y: Int) -> Unicode.Scalar {
        if self[x, y].role == .faint { return "." }
        let isBetween = isBlank(x - 1, y) && isBlank(x + 1, y)
        return isBetween && !isEmpty(x - 2, y) && !isEmpty(x + 2, y) ? "-" : "_"
    }

    private func isBlank(_ x: Int, _ y: Int) -> Bool {
        0..<size.width ~= x && self[x, y].glyph == .space
    }

    private func isEmpty(_ x: Int, _ y: Int) -> Bool {
        !(0..<size.width ~= x) || self[x, y].glyph == .space
    }
}

extension Cell {
    fileprivate var isASCII: Bool { 0x20..<0x7F ~= glyph.base && glyph.marks == (0, 0) }
}

/// What stands for the signs that mldeck draws.
private enum ASCII {
    /// Two letters, and the one that must do where there is room for one.
    struct Pair {
        let both: String
        let one: Unicode.Scalar
    }

    static let pairs: [UInt32: Pair] = [
        0x2192: Pair(both: "->", one: ">"), 0x2190: Pair(both: "<-", one: "<"),
        0x2264: Pair(both: "<=", one: "<"), 0x2265: Pair(both: ">=", one: ">"),
        0xB1: Pair(both: "+-", one: "~"),
    ]

    static func letter(of cell: Cell) -> Unicode.Scalar {
        switch cell.glyph.base {
        case 0x2500...0x257F: box(cell.glyph.base)
        case 0x2800: " "
        case 0x2801...0x28FF: "*"
        // Better, or an event on an axis; the others are warnings.
        case 0x25B2 where [.ok, .muted, .accent, .stale].contains(cell.role): "^"
        default: signs[cell.glyph.base] ?? "?"
        }
    }

    /// Lines light and heavy, dashed ones; all else are corners and joints.
    private static func box(_ base: UInt32) -> Unicode.Scalar {
        switch base {
        case 0x2500, 0x254C, 0x2574, 0x2576: "-"
        case 0x2501: "="
        case 0x2502, 0x2503, 0x2575, 0x2577: "|"
        case 0x250A: ":"
        default: "+"
        }
    }

    private static let signs: [UInt32: Unicode.Scalar] = {
        let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
            // States.
            ("►", ">"), ("○", "."), ("✓", "+"), ("✗", "x"), ("■", "="), ("↶", "<"), ("–", "-"),
            ("●", "o"), ("▲", "!"), ("◆", "#"), ("◇", "?"), ("◦", "'"), ("◌", "~"),
            // Directions, cursor and folds.
            ("↑", "^"), ("↓", "v"), ("▼", "v"), ("▾", "v"), ("▸", ">"), ("▌", ">"),
            // Sparklines and bars.
            ("▁", "_"), ("▂", "."), ("▃", "-"), ("▄", "="), ("▅", "+"), ("▆", "*"), ("▇", "#"),
            ("█", "#"),
            // Text.
            ("…", "~"), ("−", "-"), ("×", "x"), ("µ", "u"), ("Δ", "d"),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.map { ($0.value, $1) })
    }()
}
