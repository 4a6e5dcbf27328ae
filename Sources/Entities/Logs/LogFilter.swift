/// What lines of a log must hold: a text, or behind a `~` a regular expression.
public struct LogFilter: Hashable, Sendable {
    /// As it is written.
    public let written: String
    /// The regular expression; nil where a text is looked for.
    public let pattern: Pattern?

    /// Reads what is written; the error tells what is wrong with the expression.
    public init(_ written: String) throws(FilterError) {
        self.written = written
        pattern = written.hasPrefix("~") ? try Pattern(String(written.dropFirst()).trimmed) : nil
    }

    /// Whether small letters stand for capitals too: a text that has no capital.
    public var ignoresCase: Bool { !written.utf8.contains { (0x41...0x5A) ~= $0 } }

    /// The bytes that are looked for; none where it is an expression.
    public var needle: [UInt8] { pattern == nil ? Array(written.utf8) : [] }
}
