import Entities

/// One field of all runs of a table.
public enum ValueColumn: Sendable {
    /// Numbers; `ValueColumn.missing` where a run has none.
    case numbers(Chunked<Double>)
    /// Texts.
    case texts(TextColumn)

    /// The one NaN that means that there is no value; every other NaN is a value.
    public static let missing = Double(bitPattern: 0x7FF8_0000_0000_0DEC)

    /// Whether a number of a column stands for none.
    public static func isMissing(_ number: Double) -> Bool {
        number.bitPattern == missing.bitPattern
    }

    func value(_ slot: Int) -> SortValue {
        switch self {
        case .numbers(let numbers):
            guard slot < numbers.count else { return .missing }
            let number = numbers[slot]
            if number.isNaN { return ValueColumn.isMissing(number) ? .missing : .nan }
            return .number(number)
        case .texts(let texts):
            return texts[slot].map(SortValue.text) ?? .missing
        }
    }

    /// About how many bytes it takes.
    var bytes: Int {
        switch self {
        case .numbers(let numbers): numbers.count * 8
        case .texts(let texts): texts.bytes
        }
    }
}

/// Texts of which many are the same: each is kept once.
public struct TextColumn: Sendable {
    private(set) var codes = Chunked<Int32>()
    private(set) var texts: [String] = []
    private var codeOf: [String: Int32] = [:]

    /// A column without values.
    public init() {}

    /// The text in a slot; nil where there is none.
    public subscript(slot: Int) -> String? {
        guard slot < codes.count else { return nil }
        let code = codes[slot]
        return code < 0 ? nil : texts[Int(code)]
    }

    /// Sets the text of a slot; slots before it that have none yet stay without.
    public mutating func set(_ text: String, at slot: Int) {
        codes.grow(to: slot + 1, with: -1)
        codes[slot] = code(of: text)
    }

    /// The code of a text, a new one where it was not known.
    private mutating func code(of text: String) -> Int32 {
        if let code = codeOf[text] { return code }
        texts.append(text)
        codeOf[text] = Int32(texts.count - 1)
        return Int32(texts.count - 1)
    }

    /// For each code, its place among all texts by their bytes.
    func ranks() -> [Int32] {
        let sorted = texts.indices.sorted {
            texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8)
        }
        var ranks = [Int32](repeating: 0, count: texts.count)
        for (rank, code) in sorted.enumerated() { ranks[code] = Int32(rank) }
        return ranks
    }

    var bytes: Int { codes.count * 4 + texts.count * 80 }
}
