/// That nobody is told of certain alerts for a while.
public struct Silence: Hashable, Sendable {
    /// Names it among the silences of one source.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// Who keeps it.
        public var source: Source.ID
        /// Its id there.
        public var key: String

        /// A silence that `source` keeps.
        public init(source: Source.ID, key: String) { (self.source, self.key) = (source, key) }

        /// By key, then by source.
        public static func < (left: ID, right: ID) -> Bool {
            (left.key, left.source) < (right.key, right.source)
        }
    }

    /// Whether it applies.
    public enum State: String, CaseIterable, Sendable {
        /// It does.
        case active
        /// It will.
        case pending
        /// It did.
        case expired
    }

    /// Which alerts it is for: all of its matchers must be so.
    public struct Matcher: Hashable, Sendable, Codable {
        /// The label.
        public var name: String
        /// What it must be; a pattern that must match it whole where `isRegex`.
        public var value: String
        /// Whether the value is a pattern.
        public var isRegex: Bool
        /// Whether it must be so; false where it must not.
        public var isEqual: Bool

        /// A matcher.
        public init(
            _ name: String,
            _ value: String,
            isRegex: Bool = false,
            isEqual: Bool = true
        ) {
            (self.name, self.value) = (name, value)
            (self.isRegex, self.isEqual) = (isRegex, isEqual)
        }

        /// As in `job="a"`, `model!~"x.*"`.
        public var written: String {
            let sign = isEqual ? (isRegex ? "=~" : "=") : isRegex ? "!~" : "!="
            let escaped = value.replacing("\\", with: "\\\\")
                .replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "\(name)\(sign)\"\(escaped)\""
        }
    }

    /// Its id.
    public var id: ID
    /// Which alerts it is for.
    public var matchers: [Matcher]
    /// From when it applies.
    public var start: Instant
    /// Until when it applies.
    public var end: Instant
    /// Who made it.
    public var by: String
    /// Why.
    public var comment: String
    /// Whether it applies.
    public var state: State

    /// A silence.
    public init(
        id: ID,
        matchers: [Matcher],
        start: Instant,
        end: Instant,
        by: String,
        comment: String,
        state: State
    ) {
        (self.id, self.matchers, self.start, self.end) = (id, matchers, start, end)
        (self.by, self.comment, self.state) = (by, comment, state)
    }
}

extension [Silence.Matcher] {
    /// As in `{job="a", model="b"}`.
    public var written: String { "{" + map(\.written).joined(separator: ", ") + "}" }
}

extension Silence.Matcher {
    /// The matcher of a text as in `model=~churn.*` or `model=~"churn.*"`; nil where it has no sign,
    /// or no label before.
    public init?(written: String) {
        guard let place = written.firstIndex(where: { "=!".contains($0) }) else { return nil }
        let (name, rest) = (String(written[..<place]).trimmed, written[place...])
        let signs = [
            ("!~", true, false), ("!=", false, false), ("=~", true, true), ("=", false, true),
        ]
        guard !name.isEmpty, let sign = signs.first(where: { rest.hasPrefix($0.0) }) else {
            return nil
        }
        let value = Self.unquoted(String(rest.dropFirst(sign.0.count)).trimmed)
        self.init(name, value, isRegex: sign.1, isEqual: sign.2)
    }

    /// A text without the quotes around it, and with what stands escaped between them.
    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        var (value, isEscaped) = ("", false)
        for character in text.dropFirst().dropLast() {
            if character == "\\", !isEscaped {
                isEscaped = true
                continue
            }
            value.append(isEscaped && character == "n" ? "\n" : character)
            isEscaped = false
        }
        return value
    }
}
