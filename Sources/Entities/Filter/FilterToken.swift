/// A piece of a written filter.
struct FilterToken: Equatable {
    /// What it is.
    enum Kind: Equatable {
        /// A word or a dotted name; quotes around a key stay.
        case word(String)
        /// A text in quotes.
        case text(String)
        /// A number.
        case number(Double)
        /// Milliseconds to add to the present, as in `-7d`.
        case relative(Int64)
        /// `=`, `<` and the like.
        case relation(Filter.Relation)
        case open, close, comma, end
    }

    var kind: Kind
    /// How many characters stand before it.
    var position: Int
}

/// Cuts a written filter into pieces.
struct FilterLexer {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) { characters = Array(text) }

    /// The next piece; `end` at the end, again and again.
    mutating func next() throws(FilterError) -> FilterToken {
        while let blank = peek, blank.isWhitespace || "\u{FEFF}\u{200B}".contains(blank) {
            place += 1
        }
        let start = place
        guard let first = peek else { return FilterToken(kind: .end, position: start) }
        let kind: FilterToken.Kind
        switch first {
        case "(": kind = single(.open)
        case ")": kind = single(.close)
        case ",": kind = single(.comma)
        case "=", "<", ">", "!": kind = try relation()
        case "'": kind = .text(try quoted())
        case "+", "-", "0"..."9", ".": kind = try number()
        case "\"", "`": kind = try wordOrText()
        case _ where FilterLexer.isWord(first): kind = try word()
        default: throw FilterError("'\(first)' has no meaning here", at: start)
        }
        return FilterToken(kind: kind, position: start)
    }

    private var peek: Character? { place < characters.count ? characters[place] : nil }

    private mutating func single(_ kind: FilterToken.Kind) -> FilterToken.Kind {
        place += 1
        return kind
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_$#".contains(character)
    }

    private mutating func relation() throws(FilterError) -> FilterToken.Kind {
        let start = place
        var written = ""
        while let sign = peek, "=<>!".contains(sign), written.count < 2 {
            written.append(sign)
            place += 1
        }
        let aliases = ["==": "=", "<>": "!="]
        guard let relation = Filter.Relation(rawValue: aliases[written] ?? written) else {
            throw FilterError("'\(written)' compares nothing; = != < <= > >= do", at: start)
        }
        return .relation(relation)
    }

    /// What stands in quotes; a doubled quote stays as it is, as in MLflow.
    private mutating func quoted() throws(FilterError) -> String {
        let start = place
        let quote = characters[place]
        place += 1
        var text = ""
        while let character = peek {
            place += 1
            if character == quote { return text }
            if character == "\\", peek == quote {
                text.append(quote)
                place += 1
            } else {
                text.append(character)
            }
        }
        throw FilterError("this quote is not closed", at: start)
    }

    /// A quoted name where a dot follows or precedes it, a text otherwise.
    private mutating func wordOrText() throws(FilterError) -> FilterToken.Kind {
        let isName = characters[place] == "`"
        let text = try quoted()
        return isName ? .word(text) : .text(text)
    }

    /// A dotted name; behind the first dot `/`, `-` and `:` belong to it, as metrics are called so.
    private mutating func word() throws(FilterError) -> FilterToken.Kind {
        var word = ""
        while let character = peek {
            if FilterLexer.isWord(character) || (word.contains(".") && "/-:@".contains(character)) {
                word.append(character)
                place += 1
            } else if character == "." {
                word.append(character)
                place += 1
                guard let quote = peek, quote == "`" || quote == "\"" else { continue }
                return .word(word + "\(quote)" + (try quoted()) + "\(quote)")
            } else {
                break
            }
        }
        return .word(word)
    }

    private mutating func number() throws(FilterError) -> FilterToken.Kind {
        let start = place
        var written = ""
        while let character = peek, character.isASCII,
            FilterLexer.isDigitLike(character, after: written)
        {
            written.append(character)
            place += 1
        }
        if let last = peek, let unit = FilterLexer.units[last], let count = Int64(written) {
            place += 1
            let (milliseconds, overflow) = count.multipliedReportingOverflow(by: unit)
            if !overflow { return .relative(milliseconds) }
        }
        let isLonger = peek.map(FilterLexer.isWord) ?? false
        guard !isLonger, let value = Double(written), value.isFinite else {
            throw FilterError("this is no number", at: start)
        }
        return .number(value)
    }

    private static func isDigitLike(_ character: Character, after written: String) -> Bool {
        switch character {
        case "0"..."9", ".": true
        case "+", "-": written.isEmpty || written.last == "e" || written.last == "E"
        case "e", "E": !written.isEmpty && !written.lowercased().contains("e")
        default: false
        }
    }

    private static let units: [Character: Int64] = [
        "s": 1000, "m": 60_000, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000,
    ]
}
