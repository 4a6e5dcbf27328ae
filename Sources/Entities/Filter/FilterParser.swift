extension Filter {
    /// Which language a filter is read in.
    public enum Dialect: Sendable {
        /// MLflow's and all that is beyond it.
        case mldeck
        /// Only what MLflow reads as well.
        case mlflow
    }

    /// Reads a written filter, in which times such as `-7d` count from `now`; empty is no filter.
    ///
    /// A name that is no field is answered with the nearest of the kind's and of `known`.
    public static func parse(
        _ text: String,
        as kind: Kind = .runs,
        now: Instant,
        dialect: Dialect = .mldeck,
        known: [Field] = []
    ) throws(FilterError) -> Filter? {
        guard text.utf8.count <= FilterParser.longest else {
            throw FilterError("a filter has at most \(FilterParser.longest) bytes", at: 0)
        }
        var parser = FilterParser(text, kind, now, dialect, known)
        do throws(FilterError) {
            return try parser.filter()
        } catch {
            // A person counts characters, of which each may be several code points.
            throw FilterError(error.message, at: parser.characters(before: error.position))
        }
    }
}

/// Reads a filter by recursive descent, as deep as `deepest` and no deeper.
struct FilterParser {
    static let longest = 1 << 20
    static let deepest = 200

    var lexer: FilterLexer
    var token = FilterToken(kind: .end, place: 0..<0)
    let kind: Filter.Kind
    let now: Instant
    let known: [Field]
    let dialect: Filter.Dialect
    private var depth = 0

    init(
        _ text: String,
        _ kind: Filter.Kind,
        _ now: Instant,
        _ dialect: Filter.Dialect,
        _ known: [Field]
    ) {
        lexer = FilterLexer(text)
        self.kind = kind
        self.now = now
        self.dialect = dialect
        self.known = known
    }

    func characters(before position: Int) -> Int { lexer.text(0..<position).count }

    mutating func filter() throws(FilterError) -> Filter? {
        try advance()
        if token.kind == .end { return nil }
        let filter = try alternatives()
        guard token.kind == .end else {
            throw FilterError("expected AND or OR", at: token.place.lowerBound)
        }
        return filter
    }

    private mutating func alternatives() throws(FilterError) -> Filter {
        var parts = [try conjunction()]
        while token.isWord("OR") {
            try beyond("OR")
            try advance()
            parts.append(try conjunction())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    /// Conditions with AND between them, or with nothing, as MLflow has it too.
    private mutating func conjunction() throws(FilterError) -> Filter {
        var parts = [try condition()]
        while true {
            let hasAnd = try take("AND")
            guard hasAnd || beginsCondition else { break }
            parts.append(try condition())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private var beginsCondition: Bool {
        token.kind == .open || token.kind == .word && !token.isWord("OR")
    }

    private mutating func condition() throws(FilterError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= FilterParser.deepest else {
            throw FilterError(
                "this is nested more than \(FilterParser.deepest) levels deep",
                at: token.place.lowerBound
            )
        }
        if token.isWord("NOT") {
            try beyond("NOT")
            try advance()
            return .not(try condition())
        }
        guard token.kind == .open else { return try comparison() }
        try beyond("parentheses")
        let start = token.place.lowerBound
        try advance()
        let inner = try alternatives()
        guard token.kind == .close else { throw FilterError("this is not closed", at: start) }
        try advance()
        return inner
    }

    /// Goes on if a word of the language stands here, in whatever case.
    mutating func take(_ word: StaticString) throws(FilterError) -> Bool {
        guard token.isWord(word) else { return false }
        try advance()
        return true
    }

    mutating func advance() throws(FilterError) { token = try lexer.next() }

    /// Refuses what MLflow does not have, where its own language is read.
    func beyond(_ what: @autoclosure () -> String, at place: Int? = nil) throws(FilterError) {
        guard dialect == .mlflow else { return }
        throw FilterError("MLflow has no \(what())", at: place ?? token.place.lowerBound)
    }
}
