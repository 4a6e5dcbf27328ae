import Entities
import Foundation

/// What `get` and `show` print: the schema of its JSON is part of mldeck's interface.
struct Report<Row: Encodable>: Encodable {
    /// What the rows are.
    var kind: String
    /// The rank of the first row and how many there are; nil where the rows are all there is.
    var part: (start: Int, total: Count)?
    var rows: [Row]
    var failures: [Failure]

    private enum CodingKeys: String, CodingKey {
        case kind, start, total, rows, failures
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        if let part {
            try container.encode(part.start, forKey: .start)
            try container.encode(part.total, forKey: .total)
        }
        try container.encode(rows, forKey: .rows)
        try container.encode(failures, forKey: .failures)
    }
}

extension Encodable {
    /// One object, keys in alphabetical order; numbers that JSON lacks are texts.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity",
            negativeInfinity: "-Infinity",
            nan: "NaN"
        )
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}

extension Count: Encodable {
    private enum CodingKeys: String, CodingKey {
        case exactly
        case atLeast = "at_least"
    }

    /// `{"exactly": n}` or `{"at_least": n}`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .exactly(let number): try container.encode(number, forKey: .exactly)
        case .atLeast(let number): try container.encode(number, forKey: .atLeast)
        }
    }
}

extension Failure: Encodable {
    private enum CodingKeys: String, CodingKey {
        case source, reason, message
    }

    /// The source, the reason's name and the whole sentence.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(source.name, forKey: .source)
        try container.encode(reason.name, forKey: .reason)
        try container.encode(message, forKey: .message)
    }
}
