/// Why a text is no expression of series.
struct ExpressionError: Error, Hashable {
    /// What was expected, and where: a sentence.
    let sentence: String
}

extension MeasureExpression {
    /// Reads an expression.
    init(_ text: String) throws(ExpressionError) {
        var reader = ExpressionReader(text)
        self = try reader.expression()
        guard reader.next() == nil else { throw reader.error("the end") }
    }
}

/// Reads expressions from front to back.
private struct ExpressionReader {
    private let text: [Character]
    private var place = 0

    init(_ text: String) { self.text = Array(text) }

    func error(_ expected: String) -> ExpressionError {
        ExpressionError(
            sentence: "\(expected) was expected after '\(String(text[..<place].suffix(24)))'"
        )
    }

    /// The next character that is no blank; nil at the end.
    mutating func next() -> Character? {
        while place < text.count, text[place].isWhitespace { place += 1 }
        return place < text.count ? text[place] : nil
    }

    private mutating func take(_ character: Character) -> Bool {
        guard next() == character else { return false }
        place += 1
        return true
    }

    private mutating func need(_ character: Character) throws(ExpressionError) {
        guard take(character) else { throw error("'\(character)'") }
    }

    /// Terms from left to right; what is inside parentheses comes first.
    mutating func expression() throws(ExpressionError) -> MeasureExpression {
        var left = try term()
        while let sign = next().flatMap(MeasureExpression.Operator.init) {
            place += 1
            left = .both(left, sign, try term())
        }
        return left
    }

    private mutating func term() throws(ExpressionError) -> MeasureExpression {
        guard let first = next() else { throw error("a function or a number") }
        if take("(") {
            let inner = try expression()
            try need(")")
            return inner
        }
        if first.isNumber { return .number(try number()) }
        let name = word { $0.isLetter }
        guard take("(") else { throw error("a function, as in rate(…),") }
        let result = try call(name)
        try need(")")
        return result
    }

    private mutating func call(_ name: String) throws(ExpressionError) -> MeasureExpression {
        switch name {
        case "rate": return .rate(try selector())
        case "sum": return .sum(try selector())
        case "max": return .max(try selector())
        case "mean": return .mean(try selector())
        case "quantile":
            let rank = try number()
            guard (0...1).contains(rank) else { throw error("a quantile from 0 to 1") }
            try need(",")
            return .quantile(rank, try selector())
        case "share":
            let part = try expression()
            try need(",")
            return .share(part, of: try expression())
        default: throw error("rate, sum, max, mean, quantile or share")
        }
    }

    private mutating func number() throws(ExpressionError) -> Double {
        _ = next()
        let digits = word { $0.isNumber || $0 == "." || $0 == "e" }
        guard let value = Double(digits), value.isFinite else { throw error("a number") }
        return value
    }

    private mutating func selector() throws(ExpressionError) -> MetricSelector {
        var one = MetricSelector(names: [try name()], matchers: [])
        while take("|") { one.names.append(try name()) }
        guard take("{") else { return one }
        while !take("}") {
            let label = try name()
            _ = next()
            let rest = String(text[place...].prefix(2))
            let comparison = MetricSelector.Matcher.Operator.allCases.first {
                rest.hasPrefix($0.rawValue)
            }
            guard let comparison else { throw error("= != =~ or !~") }
            place += comparison.rawValue.count
            one.matchers.append(MetricSelector.Matcher(label, comparison, try quoted()))
            guard take(",") || next() == "}" else { throw error("a comma or '}'") }
        }
        return one
    }

    private mutating func name() throws(ExpressionError) -> String {
        _ = next()
        let name = word { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == ":") }
        guard let first = name.first, !first.isNumber else { throw error("a name") }
        return name
    }

    private mutating func quoted() throws(ExpressionError) -> String {
        try need("\"")
        let value = word { $0 != "\"" }
        try need("\"")
        return value
    }

    private mutating func word(_ isPart: (Character) -> Bool) -> String {
        let start = place
        while place < text.count, isPart(text[place]) { place += 1 }
        return String(text[start..<place])
    }
}
