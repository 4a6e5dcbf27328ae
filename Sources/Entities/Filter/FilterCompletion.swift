/// What may stand at a place of a filter that is being written.
public struct FilterCompletion: Hashable, Sendable {
    /// Which characters a choice takes the place of.
    public var range: Range<Int>
    /// What may stand there, the likeliest first.
    public var choices: [String]

    /// The fields, operators, values or words that go on with `text` at a cursor, a number of
    /// characters; `fields` are those there are, `values` what is known of a field's texts.
    public init(
        _ text: String,
        cursor: Int,
        as kind: Filter.Kind = .runs,
        fields: [Field],
        values: (Field) -> [String] = { _ in [] }
    ) {
        let before = String(text.prefix(cursor))
        var reader = FilterReader(before, kind)
        let place = reader.place()
        let stub = String(before.unicodeScalars.dropFirst(reader.stub))
        range = before.count - stub.count..<before.count
        let all = place.choices(kind, fields: fields, values: values)
        choices = all.filter { $0.begins(with: stub) }.filter { $0 != stub }
    }
}

/// Reads the beginning of a filter as far as it goes.
private struct FilterReader {
    /// What comes next.
    enum Place {
        case condition
        case comparison(Field)
        case value(Field)
        case list(Field)
        case null, junction
    }

    private var lexer: FilterLexer
    private let kind: Filter.Kind
    private let count: Int
    /// How many code points stand before the word that is being written.
    private(set) var stub: Int

    init(_ text: String, _ kind: Filter.Kind) {
        lexer = FilterLexer(text)
        self.kind = kind
        count = lexer.scalars.count
        stub = count
    }

    mutating func place() -> Place {
        var place = Place.condition
        while true {
            let start = lexer.place
            let token: FilterToken
            do throws(FilterError) {
                token = try lexer.next()
            } catch {
                // A quote that is still open is being written.
                stub = max(start, firstWritten(from: start))
                return place
            }
            if token.kind == .end { return place }
            if token.place.upperBound == count, token.isOpenEnded {
                stub = token.place.lowerBound
                return place
            }
            place = after(token, place)
        }
    }

    private func firstWritten(from start: Int) -> Int {
        lexer.scalars[start...].firstIndex { !$0.properties.isWhitespace } ?? start
    }

    private func after(_ token: FilterToken, _ place: Place) -> Place {
        if token.isWord("AND") || token.isWord("OR") || token.isWord("NOT") && place.isCondition {
            return .condition
        }
        switch (place, token.kind) {
        case (.condition, .word):
            return Field(token.written, of: kind).map(Place.comparison) ?? .junction
        case (.comparison(let field), .relation), (.comparison(let field), .pattern):
            return .value(field)
        case (.comparison(let field), .word):
            if token.isWord("IS") { return .null }
            if token.isWord("IN") { return .list(field) }
            return token.isWord("NOT") ? place : .value(field)
        case (.list(let field), .open), (.list(let field), .comma): return .list(field)
        case (.list(let field), .text): return .list(field)
        case (.null, .word): return token.isWord("NOT") ? .null : .junction
        case (_, .open): return .condition
        default: return .junction
        }
    }
}

extension FilterToken {
    /// Whether the next letter would still belong to it.
    fileprivate var isOpenEnded: Bool {
        switch kind {
        case .word, .number, .span: true
        default: false
        }
    }
}

extension FilterReader.Place {
    fileprivate var isCondition: Bool { if case .condition = self { true } else { false } }

    fileprivate func choices(
        _ kind: Filter.Kind,
        fields: [Field],
        values: (Field) -> [String]
    ) -> [String] {
        switch self {
        case .condition:
            let own = kind.attributes.compactMap { $0.names.first ?? $0.aliases.first }
            return fields.filter(kind.hasKey).map(\.written) + own + ["NOT"]
        case .comparison(let field): return field.operators
        case .value(let field), .list(let field):
            guard !field.isNumeric else { return field.isTime ? ["-1h", "-1d", "-7d"] : [] }
            let known = field == .attribute(.status) ? Run.Status.allCases.map(\.name) : []
            return (known + values(field).filter { !known.contains($0) }).map(\.inQuotes)
        case .null: return ["NULL", "NOT NULL"]
        case .junction: return ["AND", "OR"]
        }
    }
}

extension Field {
    /// What it may be compared with, the commonest first.
    fileprivate var operators: [String] {
        isNumeric
            ? ["<", ">", "<=", ">=", "=", "!=", "IS NULL", "IS NOT NULL"]
            : [
                "=", "!=", "LIKE", "ILIKE", "~", "IN", "NOT IN", "NOT LIKE", "IS NULL",
                "IS NOT NULL", "<", "<=", ">", ">=",
            ]
    }
}

extension String {
    fileprivate var inQuotes: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }

    /// Whether it goes on with a text, letters of either case being the same.
    fileprivate func begins(with stub: String) -> Bool {
        withoutBackticks.hasPrefix(stub.withoutBackticks)
    }

    private var withoutBackticks: String { lowercased().filter { $0 != "`" } }
}
