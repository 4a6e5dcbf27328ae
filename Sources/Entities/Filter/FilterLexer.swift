/// Cuts a written filter into pieces; places are counted in code points.
struct FilterLexer {
    private static let longestName = 1000

    let scalars: [Unicode.Scalar]
    private(set) var place = 0

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    /// The next piece; `end` at the end, again and again.
    mutating func next() throws(FilterError) -> FilterToken {
        while let blank = peek, blank.isBlank { place += 1 }
        let start = place
        guard let first = peek else { return FilterToken(kind: .end, place: start..<start) }
        let kind: FilterToken.Kind
        switch first {
        case "(": kind = single(.open)
        case ")": kind = single(.close)
        case ",": kind = single(.comma)
        case "=", "<", ">", "!", "~": kind = try relation()
        case "'", "\"": kind = .text(try quoted())
        case "`": kind = try name()
        case "+", "-", "0"..."9", ".": kind = try number()
        case _ where first.isWord: kind = try name()
        default: throw refusal(of: first, at: start)
        }
        var token = FilterToken(kind: kind, place: start..<place)
        if kind == .word || token.isRelation { token.written = text(start..<place) }
        return token
    }

    private func refusal(of scalar: Unicode.Scalar, at place: Int) -> FilterError {
        scalar.isForeignQuote
            ? FilterError("\(scalar) is no quote here; ' and \" are", at: place)
            : FilterError("'\(scalar)' has no meaning here", at: place)
    }

    var peek: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private func peek(_ distance: Int) -> Unicode.Scalar? {
        place + distance < scalars.count ? scalars[place + distance] : nil
    }

    func text(_ range: Range<Int>) -> String {
        var text = String()
        text.reserveCapacity(range.count)
        for scalar in scalars[range] { text.unicodeScalars.append(scalar) }
        return text
    }

    private mutating func single(_ kind: FilterToken.Kind) -> FilterToken.Kind {
        place += 1
        return kind
    }

    private mutating func relation() throws(FilterError) -> FilterToken.Kind {
        let start = place
        while let sign = peek, sign.isRelation, place < start + 2 {
            place += 1
        }
        let written = text(start..<place)
        switch written {
        case "~", "=~": return .pattern(isNegated: false)
        case "!~": return .pattern(isNegated: true)
        case "==": return .relation(.equal)
        case "<>": return .relation(.notEqual)
        default: break
        }
        guard let relation = Filter.Relation(rawValue: written) else {
            throw FilterError("'\(written)' compares nothing; = != < <= > >= ~ do", at: start)
        }
        return .relation(relation)
    }

    /// What stands in quotes.
    ///
    /// As in MLflow, a quote that is doubled, or behind a `\`, ends nothing and stays as it is
    /// written, as long as another follows.
    private mutating func quoted() throws(FilterError) -> String {
        let start = place
        let quote = scalars[place]
        var last: Int?
        place += 1
        while let scalar = peek {
            place += 1
            guard scalar == quote else { continue }
            if scalars[place - 2] == "\\", place - 2 > start {
                last = place
            } else if peek == quote {
                last = place
                place += 1
            } else {
                return text(start + 1..<place - 1)
            }
        }
        guard let last else { throw FilterError("this quote is not closed", at: start) }
        place = last
        return text(start + 1..<place - 1)
    }

    /// A dotted name with quoted keys, a metric's step behind `@`, or a word.
    private mutating func name() throws(FilterError) -> FilterToken.Kind {
        let start = place
        while let scalar = peek {
            if scalar.isQuote {
                guard place == start || scalars[place - 1] == "." else { break }
                try key()
            } else if scalar.isWord || scalar.isInWord {
                place += 1
            } else {
                break
            }
        }
        guard place - start <= FilterLexer.longestName else {
            throw FilterError("a name has at most \(FilterLexer.longestName) letters", at: start)
        }
        return .word
    }

    /// A key in quotes, in which nothing stands for a quote.
    private mutating func key() throws(FilterError) {
        let start = place
        let quote = scalars[place]
        place += 1
        while let scalar = peek {
            place += 1
            if scalar == quote { return }
        }
        throw FilterError("this quote is not closed", at: start)
    }

    /// A number, a span of time, or a word that begins like one.
    private mutating func number() throws(FilterError) -> FilterToken.Kind {
        let start = place
        if let sign = peek, sign == "-" || sign == "+" { place += 1 }
        while let scalar = peek, scalar.isDigit || scalar == "." { place += 1 }
        let mantissa = place
        if let e = peek, e == "e" || e == "E" {
            let isSigned = peek(1) == "-" || peek(1) == "+"
            if let digit = peek(isSigned ? 2 : 1), digit.isDigit {
                place += isSigned ? 2 : 1
                while let scalar = peek, scalar.isDigit { place += 1 }
            }
        }
        let written = text(start..<place)
        if place == mantissa, let unit = peek.flatMap({ FilterLexer.units[$0] }),
            peek(1)?.isWord != true, let count = Int64(written)
        {
            let (milliseconds, isTooMuch) = count.multipliedReportingOverflow(by: unit)
            place += 1
            if !isTooMuch { return .span(milliseconds) }
        }
        if let scalar = peek, scalar.isWord || scalar.isInWord {
            guard scalars[start].isDigit else { throw FilterError("this is no number", at: start) }
            return try name()
        }
        guard let value = Double(written), value.isFinite else {
            throw FilterError("this is no number", at: start)
        }
        return .number(value, isPlain: !written.utf8.contains(UInt8(ascii: "+")))
    }

    private static let units: [Unicode.Scalar: Int64] = [
        "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]
}

extension FilterToken {
    fileprivate var isRelation: Bool {
        if case .relation = kind { true } else { false }
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9") ~= self }

    fileprivate var isQuote: Bool { self == "'" || self == "\"" || self == "`" }

    fileprivate var isRelation: Bool {
        switch self {
        case "=", "<", ">", "!", "~": true
        default: false
        }
    }

    /// Signs that stand in names, though not at their beginning.
    fileprivate var isInWord: Bool {
        switch self {
        case ".", "-", "/", ":", "@", "+", "%", "#", "$", "&": true
        default: false
        }
    }

    /// Blanks, and what a copy from a web page leaves invisibly.
    fileprivate var isBlank: Bool {
        if isASCII { return self == " " || (0x09...0x0D) ~= value }
        return properties.isWhitespace || value == 0xFEFF || value == 0x200B
    }

    /// Letters, digits, `_`, and beyond ASCII all that is neither blank nor quote nor control.
    fileprivate var isWord: Bool {
        if isASCII { return isOf(.word) }
        return !isForeignQuote && !isBlank && properties.generalCategory != .control
    }

    /// Quotes and primes that stand where `'` and `"` should.
    fileprivate var isForeignQuote: Bool {
        guard !isASCII else { return false }
        switch value {
        case 0xB4, 0x2032, 0x2033, 0x275B...0x275E, 0xFF40: return true
        default: return properties.isQuotationMark
        }
    }
}
