/// A regular expression whose search takes at most the time of its length times the text's.
///
/// It has literals, `.`, `[…]`, `\d \w \s \b` and their opposites, groups, `|`, `* + ? {m,n}`, `^`
/// and `$`, and `(?i)` at its beginning; there is nothing that would need to go back.
public struct Pattern: Hashable, Sendable {
    /// As it is written.
    public let text: String
    let program: [PatternStep]
    let sets: [ScalarSet]
    let ignoresCase: Bool
    /// Whether it asks where words begin and end.
    let asksForWords: Bool

    /// How many steps a program has at most, counted with all repetitions.
    static let longest = 500

    /// Reads an expression; the error tells how many code points stand before the place.
    public init(_ text: String) throws(FilterError) {
        self.text = text
        guard text.utf8.count <= 4 * Pattern.longest else {
            throw FilterError("this expression is too large", at: 0)
        }
        var parser = PatternParser(text)
        let root = try parser.root()
        var compiler = PatternCompiler()
        guard compiler.emit(root) else {
            throw FilterError("this expression is too large", at: 0)
        }
        program = compiler.steps + [.accept]
        sets = compiler.sets
        ignoresCase = parser.ignoresCase
        asksForWords = program.contains { if case .boundary = $0 { true } else { false } }
    }

    /// Whether both are written the same.
    public static func == (left: Pattern, right: Pattern) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes what is written.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }

    /// Whether some part of a text fits.
    public func matches(_ text: String) -> Bool {
        var search = PatternSearch(self)
        return search.matches(text)
    }
}

/// One step of a compiled expression.
enum PatternStep: Sendable {
    /// This code point.
    case scalar(UInt32)
    /// Any code point but a line's end.
    case any
    /// One of a set.
    case set(Int)
    /// Both ways.
    case split(Int, Int)
    case jump(Int)
    /// Where the text begins or ends.
    case start, end
    /// Where a word begins or ends, or where none does.
    case boundary(Bool)
    case accept
}

/// Code points of a class such as `[a-z_]` or `\w`.
struct ScalarSet: Sendable {
    /// `\d`, `\w` and `\s`.
    enum Class: Sendable { case digit, word, space }

    var ranges: [ClosedRange<UInt32>] = []
    var classes: [(Class, isNegated: Bool)] = []
    var isNegated = false

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        let isIn =
            ranges.contains { $0.contains(scalar.value) }
            || classes.contains { scalar.isOf($0.0) != $0.isNegated }
        return isIn != isNegated
    }
}

extension Unicode.Scalar {
    func isOf(_ set: ScalarSet.Class) -> Bool {
        switch set {
        case .digit: ("0"..."9") ~= self
        case .space: properties.isWhitespace
        case .word:
            isASCII
                ? ("a"..."z") ~= self || ("A"..."Z") ~= self || ("0"..."9") ~= self || self == "_"
                : properties.isAlphabetic || properties.numericType != nil
        }
    }

    /// The other case of an ASCII letter, or itself.
    var otherCase: Unicode.Scalar {
        ("a"..."z") ~= self || ("A"..."Z") ~= self ? Unicode.Scalar(UInt8(value) ^ 0x20) : self
    }
}
