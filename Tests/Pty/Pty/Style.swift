/// How a terminal draws a character.
public struct Style: Equatable, Sendable {
    /// Heavier.
    public var bold: Bool
    /// Weaker.
    public var dim: Bool
    /// With a line below.
    public var underline: Bool
    /// Letter and ground change places.
    public var reverse: Bool
    /// The letter's colour: an index, or 0x1000000 and RGB; nil for the terminal's own.
    public var foreground: Int?
    /// The ground's colour.
    public var background: Int?

    /// A style; what is left out is the terminal's own.
    public init(
        bold: Bool = false,
        dim: Bool = false,
        underline: Bool = false,
        reverse: Bool = false,
        foreground: Int? = nil,
        background: Int? = nil
    ) {
        self.bold = bold
        self.dim = dim
        self.underline = underline
        self.reverse = reverse
        self.foreground = foreground
        self.background = background
    }

    /// Applies the numbers of one `m` sequence.
    mutating func apply(_ numbers: [[Int]]) {
        var rest = numbers[...]
        while let number = rest.popFirst() {
            switch number.first ?? 0 {
            case 38: foreground = Style.colour(number.dropFirst(), &rest)
            case 48: background = Style.colour(number.dropFirst(), &rest)
            default: apply(number.first ?? 0)
            }
        }
    }

    private mutating func apply(_ number: Int) {
        switch number {
        case 0: self = Style()
        case 1: bold = true
        case 2: dim = true
        case 4: underline = true
        case 7: reverse = true
        case 22: (bold, dim) = (false, false)
        case 24: underline = false
        case 27: reverse = false
        case 30...37: foreground = number - 30
        case 39: foreground = nil
        case 40...47: background = number - 40
        case 49: background = nil
        case 90...97: foreground = number - 82
        case 100...107: background = number - 92
        default: break
        }
    }

    /// `5` and an index, or `2` and red, green, blue; joined by colons, or numbers of their own.
    private static func colour(_ joined: ArraySlice<Int>, _ rest: inout ArraySlice<[Int]>) -> Int? {
        var numbers = joined
        if numbers.isEmpty {
            let count = rest.first?.first == 5 ? 2 : 4
            numbers = rest.prefix(count).map { $0.first ?? 0 }[...]
            rest = rest.dropFirst(count)
        }
        if numbers.first == 5 { return numbers.last }
        return numbers.suffix(3).reduce(1) { $0 << 8 | $1 }
    }
}
