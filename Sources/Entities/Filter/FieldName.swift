/// A field as somebody wrote it: an entity and a key, or an attribute alone.
struct FieldName {
    /// What stands before the first dot; nil without one.
    let entity: String?
    /// What stands behind it, or all, without quotes.
    let key: String
    /// Whether the key stands in quotes.
    let isQuoted: Bool
    /// The step behind `@`.
    let step: Int64?

    init(_ written: String) {
        let whole = FieldName.unquoted(written[...], of: "`")
        let text = whole ?? written[...]
        guard let dot = text.utf8.firstIndex(of: UInt8(ascii: ".")) else {
            (entity, key, isQuoted, step) = (nil, String(text), whole != nil, nil)
            return
        }
        entity = String(text[..<dot])
        let rest = text[text.utf8.index(after: dot)...]
        let (keyPart, step) = FieldName.step(rest)
        self.step = step
        let inner = FieldName.unquoted(keyPart, of: "`\"'")
        key = String(inner ?? keyPart)
        isQuoted = inner != nil || whole != nil
    }

    /// A key without the number behind its last `@`.
    private static func step(_ text: Substring) -> (Substring, Int64?) {
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")), at > text.startIndex,
            let step = Int64(text[text.utf8.index(after: at)...])
        else { return (text, nil) }
        return (text[..<at], step)
    }

    private static func unquoted(_ text: Substring, of quotes: StaticString) -> Substring? {
        let bytes = text.utf8
        guard let first = bytes.first, first < 0x80, bytes.count > 1, first == bytes.last,
            UnsafeBufferPointer(start: quotes.utf8Start, count: quotes.utf8CodeUnitCount)
                .contains(first)
        else { return nil }
        let inner = bytes.dropFirst().dropLast()
        return inner.contains(first) ? nil : Substring(inner)
    }

    /// Whether MLflow reads the key without quotes too.
    var isPlain: Bool {
        isQuoted
            || key.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
                !part.isEmpty
                    && part.unicodeScalars.allSatisfy {
                        $0 == "_" || $0.properties.isAlphabetic || $0.properties.numericType != nil
                    }
            }
    }
}

extension Field {
    /// A field of a kind by its written name, entities and attributes in whatever case.
    public init?(_ written: String, of kind: Filter.Kind) {
        self.init(trimmed: written.trimmed, of: kind)
    }

    /// The same without blanks at either end.
    init?(trimmed text: String, of kind: Filter.Kind) {
        if let (moment, inner) = Field.moment(text) {
            guard case .metric(let key)? = Field(inner, of: kind) else { return nil }
            self = moment.map { .history(key, $0) } ?? .metric(key)
            return
        }
        self.init(FieldName(text), of: kind)
    }

    init?(_ name: FieldName, of kind: Filter.Kind) {
        guard let entity = name.knownEntity else {
            guard name.entity == nil else { return nil }
            self.init(attribute: name.key, of: kind)
            return
        }
        // A blank belongs to a key only in quotes.
        guard !name.key.isEmpty, name.isQuoted || !name.key.utf8.contains(0x20) else { return nil }
        if let step = name.step {
            guard entity == .metric, kind.keys[.metric] != nil else { return nil }
            self = .history(name.key, .step(step))
            return
        }
        guard entity == .attribute || kind.keys[entity] != nil else { return nil }
        switch entity {
        case .attribute: self.init(attribute: name.key, of: kind)
        case .metric: self = .metric(name.key)
        case .param: self = .param(name.key)
        case .tag: self = .tag(name.key)
        case .dataset:
            guard let several = Several(rawValue: "dataset.\(name.key)") else { return nil }
            self = .several(several)
        }
    }

    private init?(attribute name: String, of kind: Filter.Kind) {
        let lower = name.lowercased()
        let known = kind.attributes.first { known in
            known.names.contains(lower) || known.aliases.contains(lower)
        }
        guard let known else { return nil }
        self = .attribute(known.attribute)
    }

    /// What is in the parentheses of `min(…)`, `max(…)` and `last(…)`, the last without a moment.
    private static func moment(_ text: String) -> (Moment?, String)? {
        let moments: [(String, Moment?)] = [("min(", .lowest), ("max(", .highest), ("last(", nil)]
        guard text.utf8.last == UInt8(ascii: ")") else { return nil }
        for (word, moment) in moments
        where text.prefix(word.count).lowercased() == word {
            return (moment, String(text.dropFirst(word.count).dropLast()))
        }
        return nil
    }
}
