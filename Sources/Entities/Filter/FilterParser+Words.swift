extension FilterParser {
    /// A word or a text that stands alone: it is looked for in all that names a thing.
    mutating func words(
        _ first: FilterToken,
        _ name: String? = nil
    ) throws(FilterError) -> Filter {
        let place = first.place.lowerBound
        let word: String
        switch (first.kind, name) {
        case (.word, let name?):
            try refuse(name, at: place)
            word = FieldName(name).entity == nil ? FieldName(name).key : name
        case (.text(let text), _):
            try advance()
            word = text
        case (.number, _):
            word = lexer.text(first.place)
            try advance()
        default:
            throw FilterError("expected a field such as \(kind.example)", at: place)
        }
        if try isCompared() {
            throw FilterError("a field such as \(kind.example) stands on the left", at: place)
        }
        try beyond("bare words", at: place)
        return .any(kind.wordFields.map { .compare($0, .contains(word)) })
    }
}

extension FilterParser {
    /// Refuses a word of the language, and a name that begins as a field's does.
    private func refuse(_ name: String, at place: Int) throws(FilterError) {
        if name.isKeyword {
            throw FilterError("expected a field such as \(kind.example)", at: place)
        }
        if Field(trimmed: name, of: kind) != nil {
            throw FilterError(
                "expected \(Self.operators) behind \(name)",
                at: token.place.lowerBound
            )
        }
        guard FieldName(name).knownEntity != nil || name.utf8.last == UInt8(ascii: ")") else {
            return
        }
        throw FilterError(kind.advice(on: name, known: known), at: place)
    }
}

extension String {
    /// Whether it is a word of the filter's language.
    var isKeyword: Bool {
        ["AND", "OR", "NOT", "IN", "LIKE", "ILIKE", "IS", "NULL"].contains(uppercased())
    }
}
