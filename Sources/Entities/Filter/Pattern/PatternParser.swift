/// What an expression is made of.
indirect enum PatternNode {
    case scalar(Unicode.Scalar)
    case any
    case set(ScalarSet)
    case sequence([PatternNode])
    case choice([PatternNode])
    case repetition(PatternNode, least: Int, most: Int?)
    case start, end
    case boundary(Bool)
}

/// Reads a regular expression.
struct PatternParser {
    private static let deepest = 100

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0
    private(set) var ignoresCase = false

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    mutating func root() throws(FilterError) -> PatternNode {
        if scalars.starts(with: "(?i)".unicodeScalars) { (ignoresCase, place) = (true, 4) }
        let node = try choice()
        guard place == scalars.count else {
            throw FilterError("this ) closes nothing", at: place)
        }
        return node
    }

    private var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == scalar else { return false }
        place += 1
        return true
    }

    private mutating func choice() throws(FilterError) -> PatternNode {
        depth += 1
        defer { depth -= 1 }
        guard depth <= PatternParser.deepest else {
            throw FilterError("groups are nested too deep", at: place)
        }
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(FilterError) -> PatternNode {
        var nodes: [PatternNode] = []
        while let next = peek, next != "|", next != ")" {
            let node = try atom()
            guard let (least, most) = try count() else {
                nodes.append(node)
                continue
            }
            nodes.append(.repetition(node, least: least, most: most))
            if let next = peek, "*+?{".unicodeScalars.contains(next) {
                throw FilterError("a count follows a count", at: place)
            }
        }
        return .sequence(nodes)
    }

    private mutating func atom() throws(FilterError) -> PatternNode {
        let start = place
        let scalar = scalars[place]
        place += 1
        switch scalar {
        case ".": return .any
        case "^": return .start
        case "$": return .end
        case "[": return .set(try set(from: start))
        case "\\": return try escape(at: start)
        case "(":
            if take("?"), !take(":") {
                throw FilterError("of (?…) there is only (?:…), and (?i) in front", at: start)
            }
            let inner = try choice()
            guard take(")") else { throw FilterError("this ( is not closed", at: start) }
            return inner
        case "*", "+", "?": throw FilterError("\(scalar) has nothing to repeat", at: start)
        default: return .scalar(scalar)
        }
    }

    /// How often the atom before is repeated; nil where no count stands.
    private mutating func count() throws(FilterError) -> (Int, Int?)? {
        let result: (Int, Int?)
        if take("*") {
            result = (0, nil)
        } else if take("+") {
            result = (1, nil)
        } else if take("?") {
            result = (0, 1)
        } else if let range = try braces() {
            result = range
        } else {
            return nil
        }
        // Whether as much or as little as possible is taken changes nothing here.
        _ = take("?")
        return result
    }

    /// `{3}`, `{3,}` and `{3,5}`; other braces are themselves.
    private mutating func braces() throws(FilterError) -> (Int, Int?)? {
        guard peek == "{" else { return nil }
        let start = place
        place += 1
        let least = number()
        let hasComma = take(",")
        let most = number()
        guard take("}"), let least else {
            place = start
            throw FilterError("expected a count such as {2,5}; \\{ is the brace", at: start)
        }
        if let most, most < least { throw FilterError("the count's ends are swapped", at: start) }
        guard max(least, most ?? 0) <= Pattern.longest else {
            throw FilterError("a count is at most \(Pattern.longest)", at: start)
        }
        return (least, hasComma ? most : least)
    }

    private mutating func number() -> Int? {
        var number: Int?
        while let digit = peek, ("0"..."9") ~= digit {
            number = min((number ?? 0) * 10 + Int(digit.value - 48), 1 << 20)
            place += 1
        }
        return number
    }

    private mutating func escape(at start: Int) throws(FilterError) -> PatternNode {
        guard let scalar = peek else { throw FilterError("\\ stands at the end", at: start) }
        place += 1
        switch scalar {
        case "b": return .boundary(true)
        case "B": return .boundary(false)
        default:
            if let (set, isNegated) = PatternParser.classes[scalar] {
                return .set(ScalarSet(classes: [(set, isNegated)]))
            }
            return .scalar(try literal(scalar, at: start))
        }
    }

    private static let classes: [Unicode.Scalar: (ScalarSet.Class, Bool)] = [
        "d": (.digit, false), "D": (.digit, true), "w": (.word, false), "W": (.word, true),
        "s": (.space, false), "S": (.space, true),
    ]

    private func literal(_ scalar: Unicode.Scalar, at start: Int) throws(FilterError)
        -> Unicode.Scalar
    {
        switch scalar {
        case "n": return "\n"
        case "t": return "\t"
        case "r": return "\r"
        case _ where scalar.isOf(.word):
            throw FilterError("\\\(scalar) is nothing here", at: start)
        default: return scalar
        }
    }

    private mutating func set(from start: Int) throws(FilterError) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = peek, scalar != "]" || isFirst {
            isFirst = false
            guard let low = try member(&set) else { continue }
            guard peek == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                set.ranges.append(low.value...low.value)
                continue
            }
            let dash = place
            place += 1
            guard let high = try member(&set), high.value >= low.value else {
                throw FilterError("this range has no end after its beginning", at: dash)
            }
            set.ranges.append(low.value...high.value)
        }
        guard take("]") else { throw FilterError("this [ is not closed", at: start) }
        return set
    }

    /// One code point of a set; nil where it was a whole class.
    private mutating func member(_ set: inout ScalarSet) throws(FilterError) -> Unicode.Scalar? {
        let start = place
        let scalar = scalars[place]
        place += 1
        guard scalar == "\\" else { return scalar }
        guard let escaped = peek else { throw FilterError("\\ stands at the end", at: start) }
        place += 1
        if let known = PatternParser.classes[escaped] {
            set.classes.append((known.0, isNegated: known.1))
            return nil
        }
        return try literal(escaped, at: start)
    }
}
