import Entities

/// A key that a gate takes.
public struct GateKey: Sendable {
    /// What a value of it looks like.
    public enum Shape: Sendable {
        case text
        case list
        case number
        /// A number above 0.
        case positive
        /// A number from 0 to 1.
        case share
        /// A whole number from 1.
        case count
        case flag
        case duration
        case days
        case hours
        case dates
        /// Some of these words.
        case words([String])
        /// One of these words.
        case word([String])
    }

    /// Its name in the configuration.
    public let name: String
    /// Whether the gate cannot do without.
    public let isNeeded: Bool
    /// What a value looks like.
    public let shape: Shape
    /// What it is for, in one line.
    public let note: String

    init(_ name: String, _ shape: Shape, isNeeded: Bool = false, _ note: String) {
        (self.name, self.shape, self.isNeeded, self.note) = (name, shape, isNeeded, note)
    }

    /// Words for yes and no, as YAML writes them.
    static let flags = ["true": true, "yes": true, "false": false, "no": false]
}

extension GateKey {
    /// What is wrong with the values of the key.
    func complaints(_ values: [String]) -> [String] {
        guard let first = values.first else { return ["\(name) has no value"] }
        if values.count > 1, !shape.isList { return ["\(name) takes one value: \(shape.example)"] }
        if case .text = shape { return first.trimmed.isEmpty ? ["\(name) is empty"] : [] }
        return values.filter { !shape.takes($0) }.map { value in
            "\(name): '\(value)' is not \(shape.example)"
        }
    }
}

extension GateKey.Shape {
    /// Whether several values may stand there.
    public var isList: Bool {
        switch self {
        case .list, .days, .hours, .dates, .words: true
        default: false
        }
    }

    /// What a value looks like, for people.
    public var example: String {
        switch self {
        case .text: "a text"
        case .list: "a text"
        case .number: "a number"
        case .positive: "a number above 0"
        case .share: "a number from 0 to 1"
        case .count: "a whole number from 1"
        case .flag: "true or false"
        case .duration: "a duration such as 30d, 12h or 60s"
        case .days: "a day or days such as mon-fri"
        case .hours: "hours such as 09:00-16:30"
        case .dates: "a date or dates such as 2026-12-20..2027-01-03"
        case .words(let words), .word(let words):
            "one of " + words.joined(separator: ", ")
        }
    }

    func takes(_ value: String) -> Bool {
        let number = Double(value).flatMap { $0.isFinite ? $0 : nil }
        return switch self {
        case .text, .list: true
        case .number: number != nil
        case .positive: (number ?? 0) > 0
        case .share: (0...1).contains(number ?? -1)
        case .count: (Int(value) ?? 0) > 0
        case .flag: GateKey.flags[value.lowercased()] != nil
        case .duration: value.duration != nil
        case .days: Weekdays(value) != nil
        case .hours: DayHours(value) != nil
        case .dates: DateSpan(value) != nil
        case .words(let words), .word(let words): words.contains(value)
        }
    }
}
