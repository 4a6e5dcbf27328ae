extension Filter {
    /// Reads a written filter, in which times such as `-7d` count from `now`; empty is no filter.
    public static func parse(_ text: String, now: Instant) throws(FilterError) -> Filter? {
        guard text.utf8.count <= FilterParser.longest else {
            throw FilterError("a filter has at most \(FilterParser.longest) bytes", at: 0)
        }
        var parser = try FilterParser(text, now: now)
        return try parser.filter()
    }
}

/// Reads a filter by recursive descent, as deep as `deepest` and no deeper.
struct FilterParser {
    static let longest = 1 << 20
    private static let deepest = 200

    private var lexer: FilterLexer
    private var token: FilterToken
    private let now: Instant
    private var depth = 0

    init(_ text: String, now: Instant) throws(FilterError) {
        lexer = FilterLexer(text)
        token = try lexer.next()
        self.now = now
    }

    mutating func filter() throws(FilterError) -> Filter? {
        if token.kind == .end { return nil }
        let filter = try alternatives()
        guard token.kind == .end else {
            throw FilterError("expected AND or OR", at: token.position)
        }
        return filter
    }

    private mutating func alternatives() throws(FilterError) -> Filter {
        var parts = [try conjunction()]
        while try take("OR") { parts.append(try conjunction()) }
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
        switch token.kind {
        case .open: true
        case .word(let word): word.uppercased() != "OR"
        default: false
        }
    }

    private mutating func condition() throws(FilterError) -> Filter {
        depth += 1
        defer { depth -= 1 }
        guard depth <= FilterParser.deepest else {
            throw FilterError("more than \(FilterParser.deepest) levels", at: token.position)
        }
        if try take("NOT") { return .not(try condition()) }
        guard token.kind == .open else { return try comparison() }
        let start = token.position
        try advance()
        let inner = try alternatives()
        guard token.kind == .close else { throw FilterError("this is not closed", at: start) }
        try advance()
        return inner
    }

    private mutating func comparison() throws(FilterError) -> Filter {
        let field = try field()
        if case .relation(let relation) = token.kind {
            try advance()
            return .compare(field, try comparison(of: field, relation))
        }
        let isNegated = try take("NOT")
        let result: Filter
        let start = token.position
        if try take("IN") {
            result = .compare(field, .among(try list()))
        } else if try take("LIKE") {
            result = .compare(field, .like(try text(), ignoringCase: false))
        } else if try take("ILIKE") {
            result = .compare(field, .like(try text(), ignoringCase: true))
        } else if !isNegated, try take("IS") {
            return try existence(of: field)
        } else {
            throw FilterError(
                "expected = != < <= > >= LIKE ILIKE IN or IS NULL",
                at: token.position
            )
        }
        guard !field.isNumeric else {
            throw FilterError(
                "\(field.mlflow) is a number, which only = != < <= > >= compare",
                at: start
            )
        }
        // A run without the field fulfils neither the one nor the other.
        return isNegated ? .all([.compare(field, .exists), .not(result)]) : result
    }

    private mutating func existence(of field: Field) throws(FilterError) -> Filter {
        let isNegated = try take("NOT")
        guard try take("NULL") else { throw FilterError("expected NULL", at: token.position) }
        return isNegated ? .compare(field, .exists) : .not(.compare(field, .exists))
    }

    private mutating func comparison(
        of field: Field,
        _ relation: Filter.Relation
    ) throws(FilterError) -> Filter.Comparison {
        let (kind, position) = (token.kind, token.position)
        try advance()
        switch kind {
        case .number(let value): return .number(relation, value)
        case .relative(let offset) where field.isTime:
            return .number(relation, Double(now.milliseconds) + Double(offset))
        case .text(let text):
            guard !field.isNumeric else {
                throw FilterError(
                    "\(field.mlflow) is a number; leave the quotes away",
                    at: position
                )
            }
            return .text(relation, text)
        default:
            let what = field.isNumeric ? "a number" : "a text in quotes"
            throw FilterError("expected \(what)", at: position)
        }
    }

    private mutating func field() throws(FilterError) -> Field {
        guard case .word(let name) = token.kind else {
            throw FilterError("expected a field such as metrics.acc or status", at: token.position)
        }
        guard let field = Field(name) else {
            throw FilterError(FilterParser.advice(on: name), at: token.position)
        }
        try advance()
        return field
    }

    private static func advice(on name: String) -> String {
        guard !name.lowercased().hasPrefix("dataset") else {
            return "datasets cannot be filtered by yet"
        }
        let nearest = Field.Attribute.nearest(to: name)
        return
            "there is no field \(name); the nearest is \(nearest), keys are metrics.KEY, params.KEY, tags.KEY"
    }

    private mutating func text() throws(FilterError) -> String {
        guard case .text(let text) = token.kind else {
            throw FilterError("expected a text in quotes", at: token.position)
        }
        try advance()
        return text
    }

    private mutating func list() throws(FilterError) -> Set<String> {
        guard token.kind == .open else { throw FilterError("expected (", at: token.position) }
        try advance()
        var texts: Set<String> = [try text()]
        while token.kind == .comma {
            try advance()
            if token.kind == .close { break }
            texts.insert(try text())
        }
        guard token.kind == .close else { throw FilterError("expected , or )", at: token.position) }
        try advance()
        return texts
    }

    /// Goes on if a word stands here, in whatever case.
    private mutating func take(_ word: String) throws(FilterError) -> Bool {
        guard case .word(let written) = token.kind, written.uppercased() == word else {
            return false
        }
        try advance()
        return true
    }

    private mutating func advance() throws(FilterError) { token = try lexer.next() }
}

extension Field {
    /// Whether its numbers are moments.
    var isTime: Bool { self == .attribute(.start) || self == .attribute(.end) }
}

extension Field.Attribute {
    /// The attribute whose name is most like a text.
    static func nearest(to name: String) -> String {
        allCases.map(\.rawValue).min { $0.distance(to: name) < $1.distance(to: name) } ?? ""
    }
}

extension String {
    /// How many letters are to be put in, taken out or changed: Levenshtein's distance.
    package func distance(to other: String) -> Int {
        let (left, right) = (Array(lowercased().prefix(64)), Array(other.lowercased().prefix(64)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let changed = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(changed, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
