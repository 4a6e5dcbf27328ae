extension FilterParser {
    static let operators = "= != < <= > >= LIKE ILIKE IN ~ or IS NULL"

    /// A field with what it is compared with, or a word that is looked for everywhere.
    mutating func comparison() throws(FilterError) -> Filter {
        let first = token
        guard let name = try written() else { return try words(first) }
        guard try isCompared() else { return try words(first, name) }
        let field = try field(name, at: first.place)
        if case .relation(let relation) = token.kind { return try compare(field, relation) }
        if case .pattern(let isNegated) = token.kind { return try pattern(field, isNegated) }
        if try take("IS") { return try existence(of: field) }
        let isNegated = try take("NOT")
        let place = token.place.lowerBound
        let comparison: Filter.Comparison
        if try take("IN") {
            try allow(.list, for: field, "list for \(name)", at: place)
            let texts = try ids(try list(), of: field, at: place)
            return .compare(field, isNegated ? .outside(texts) : .among(texts))
        } else if try take("LIKE") {
            comparison = .like(try text(), ignoringCase: false)
        } else if try take("ILIKE") {
            comparison = .like(try text(), ignoringCase: true)
        } else {
            throw FilterError("expected IN, LIKE or ILIKE", at: place)
        }
        try refuseNumbers(field, at: place)
        try allow(.like, for: field, "LIKE for \(name)", at: place)
        return try existing(field, comparison, isNegated, at: place)
    }

    /// A field's written name, with the function around it; nil where no name stands here.
    private mutating func written() throws(FilterError) -> String? {
        guard token.kind == .word else { return nil }
        var name = token.written
        let end = token.place.upperBound
        try advance()
        guard ["min", "max", "last"].contains(name.lowercased()), token.kind == .open,
            token.place.lowerBound == end
        else { return name }
        try advance()
        let inner = token
        guard token.kind == .word else {
            throw FilterError("expected a metric such as metrics.loss", at: inner.place.lowerBound)
        }
        try advance()
        guard token.kind == .close else {
            throw FilterError("expected )", at: token.place.lowerBound)
        }
        try advance()
        name += "(\(inner.written))"
        return name
    }

    /// Whether what stands here compares what stood before.
    func isCompared() throws(FilterError) -> Bool {
        switch token.kind {
        case .relation, .pattern: return true
        case .word: break
        default: return false
        }
        if token.isWord("IN") || token.isWord("LIKE") || token.isWord("ILIKE")
            || token.isWord("IS")
        {
            return true
        }
        guard token.isWord("NOT") else { return false }
        var ahead = lexer
        let next = try ahead.next()
        return next.isWord("IN") || next.isWord("LIKE") || next.isWord("ILIKE")
    }

    private func field(_ name: String, at place: Range<Int>) throws(FilterError) -> Field {
        guard let field = Field(trimmed: name, of: kind) else {
            throw FilterError(kind.advice(on: name, known: known), at: place.lowerBound)
        }
        try beyond("field \(name)", unless: kind.isMLflow(name), at: place.lowerBound)
        return field
    }

    private mutating func compare(
        _ field: Field,
        _ relation: Filter.Relation
    ) throws(FilterError) -> Filter {
        try beyond(
            "operator \(token.written)",
            unless: token.written == relation.rawValue,
            at: token.place.lowerBound
        )
        try advance()
        let value = token
        let place = value.place.lowerBound
        let allowed = kind.operators(of: field)
        switch value.kind {
        case .number(let number, let isPlain):
            let isAllowed =
                allowed.contains(.number)
                || allowed.contains(.whole) && Int64(lexer.text(value.place)) != nil
            try beyond("such number here", unless: isPlain && isAllowed, at: place)
            try advance()
            return .compare(field, .number(relation, number))
        case .span(let milliseconds) where field.isTime || field == .attribute(.duration):
            try beyond("relative times", unless: false, at: place)
            try advance()
            let start = field.isTime ? Double(now.milliseconds) : 0
            return .compare(field, .number(relation, start + Double(milliseconds)))
        case .text(let text):
            try advance()
            return .compare(field, try self.text(field, relation, text, at: place))
        default:
            throw FilterError(
                "expected \(field.isNumeric ? "a number" : "a text in quotes")",
                at: place
            )
        }
    }

    /// The comparison with a text, which must not be a number's.
    private func text(
        _ field: Field,
        _ relation: Filter.Relation,
        _ text: String,
        at place: Int
    ) throws(FilterError) -> Filter.Comparison {
        let allowed = kind.operators(of: field)
        if allowed.contains(.quotedWhole), let number = Int64(text) {
            return .number(relation, Double(number))
        }
        guard !field.isNumeric else {
            throw FilterError("\(field.mlflow) is a number; leave the quotes away", at: place)
        }
        let isSame = relation == .equal || relation == .notEqual
        if allowed.contains(.digits), let number = Int64(text) {
            try beyond("order of these", unless: isSame, at: place)
            return .text(relation, String(number))
        }
        try beyond(
            "\(relation.rawValue) with a text here",
            unless: isSame && allowed.contains(.same),
            at: place
        )
        return .text(relation, text)
    }

    private mutating func pattern(
        _ field: Field,
        _ isNegated: Bool
    ) throws(FilterError) -> Filter {
        let place = token.place.lowerBound
        try beyond("regular expressions", unless: false, at: place)
        try refuseNumbers(field, at: place)
        try advance()
        let start = token.place.lowerBound
        let text = try text()
        do throws(FilterError) {
            let pattern = try Pattern(text)
            return try existing(field, .matches(pattern), isNegated, at: place)
        } catch {
            throw FilterError(error.message, at: start + 1 + error.position)
        }
    }

    /// A comparison or its opposite; a thing without the field fulfils neither.
    private func existing(
        _ field: Field,
        _ comparison: Filter.Comparison,
        _ isNegated: Bool,
        at place: Int
    ) throws(FilterError) -> Filter {
        guard isNegated else { return .compare(field, comparison) }
        try beyond("NOT here", unless: false, at: place)
        return .all([.compare(field, .exists), .not(.compare(field, comparison))])
    }

    private mutating func existence(of field: Field) throws(FilterError) -> Filter {
        let isNegated = try take("NOT")
        let place = token.place.lowerBound
        guard try take("NULL") else { throw FilterError("expected NULL", at: place) }
        try allow(.null, for: field, "IS NULL here", at: place)
        return isNegated ? .compare(field, .exists) : .not(.compare(field, .exists))
    }

    private func refuseNumbers(_ field: Field, at place: Int) throws(FilterError) {
        guard field.isNumeric else { return }
        throw FilterError(
            "\(field.mlflow) is a number, which only = != < <= > >= compare",
            at: place
        )
    }

    private mutating func text() throws(FilterError) -> String {
        guard case .text(let text) = token.kind else {
            throw FilterError("expected a text in quotes", at: token.place.lowerBound)
        }
        try advance()
        return text
    }

    private mutating func list() throws(FilterError) -> [String] {
        guard token.kind == .open else {
            throw FilterError("expected (", at: token.place.lowerBound)
        }
        try advance()
        var texts = [try text()]
        while token.kind == .comma {
            try advance()
            if token.kind == .close { break }
            texts.append(try text())
        }
        guard token.kind == .close else {
            throw FilterError("expected , or )", at: token.place.lowerBound)
        }
        try advance()
        return texts
    }

    /// Texts as a field has them: ids that are numbers are written in one way.
    private func ids(
        _ texts: [String],
        of field: Field,
        at place: Int
    ) throws(FilterError) -> [String] {
        guard kind.operators(of: field).contains(.digits) else { return texts }
        var ids: [String] = []
        for text in texts {
            let number = Int64(text)
            try beyond("experiment \(text)", unless: number != nil, at: place)
            ids.append(number.map(String.init) ?? text)
        }
        return ids
    }

    private func allow(
        _ operators: Filter.Operators,
        for field: Field,
        _ what: @autoclosure () -> String,
        at place: Int
    ) throws(FilterError) {
        try beyond(what(), unless: kind.operators(of: field).contains(operators), at: place)
    }

    private func beyond(
        _ what: @autoclosure () -> String,
        unless isMLflow: @autoclosure () -> Bool,
        at place: Int
    ) throws(FilterError) {
        guard dialect == .mlflow, !isMLflow() else { return }
        try beyond(what(), at: place)
    }
}
