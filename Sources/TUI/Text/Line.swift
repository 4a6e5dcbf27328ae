/// A piece of text in one role.
public struct Span: Hashable, Sendable {
    /// The text.
    public var text: String
    /// What it is for.
    public var role: Role

    /// A text in a role.
    public init(_ text: String, _ role: Role) {
        self.text = text
        self.role = role
    }
}

/// Pieces of text after each other.
public struct Line: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// The pieces.
    public var spans: [Span]

    /// A line of pieces.
    public init(_ spans: [Span] = []) { self.spans = spans }

    /// A line of pieces.
    public init(arrayLiteral spans: Span...) { self.spans = spans }

    /// Its cells.
    public var width: Int { spans.reduce(0) { $0 + Width.of($1.text) } }

    /// Adds a piece at the end.
    public mutating func append(_ text: String, _ role: Role) { spans.append(Span(text, role)) }
}

extension Canvas {
    /// Draws a line from (`x`, `y`), clipped to `limit` columns, and returns the column after it.
    @discardableResult
    public mutating func put(_ line: Line, _ x: Int, _ y: Int, limit: Int = .max) -> Int {
        var column = x
        for span in line.spans {
            let left = limit == .max ? .max : limit - (column - x)
            guard left > 0 else { break }
            column = put(span.text, column, y, span.role, limit: left)
        }
        return column
    }
}
