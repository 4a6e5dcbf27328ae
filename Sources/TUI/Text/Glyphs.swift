/// One drawn character: a base scalar and at most two marks that join it.
public struct Glyph: Hashable, Sendable {
    /// The base; 0 in the right half of a wide character.
    public var base: UInt32
    /// The marks drawn over the base, 0 where there is none.
    public var marks: (UInt32, UInt32) = (0, 0)
    /// The cells it takes: 1 or 2.
    public var width: Int = 1

    /// A blank.
    public static let space = Glyph(base: 0x20)

    /// A glyph without marks.
    public init(base: UInt32, width: Int = 1) {
        self.base = base
        self.width = width
    }

    /// The glyph of one character that takes one cell.
    public init(_ character: Unicode.Scalar) {
        self.init(base: character.value, width: max(1, Width.of(character)))
    }

    /// Equal in base and marks.
    public static func == (left: Glyph, right: Glyph) -> Bool {
        left.base == right.base && left.marks == right.marks
    }

    /// Hashes base and marks.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(base)
        hasher.combine(marks.0)
        hasher.combine(marks.1)
    }

    fileprivate mutating func join(_ mark: UInt32) {
        if marks.0 == 0 { marks.0 = mark } else if marks.1 == 0 { marks.1 = mark }
    }
}

/// The glyphs of a text from anywhere, made safe by `Printable`.
public struct Glyphs: Sequence, IteratorProtocol {
    private var scalars: String.UnicodeScalarView.Iterator
    private var pending: Glyph?

    /// The glyphs of `text`.
    public init(_ text: String) { scalars = text.unicodeScalars.makeIterator() }

    /// The next glyph with all its marks; marks without a base are left out.
    public mutating func next() -> Glyph? {
        while let scalar = scalars.next() {
            guard let safe = Printable.replacement(of: scalar) else { continue }
            let width = Width.of(safe)
            if width == 0 {
                pending?.join(safe.value)
                continue
            }
            let glyph = Glyph(base: safe.value, width: width)
            guard let complete = pending else {
                pending = glyph
                continue
            }
            pending = glyph
            return complete
        }
        defer { pending = nil }
        return pending
    }
}
