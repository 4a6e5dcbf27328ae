/// One place of the screen: a glyph, what it is for, and whether its row is under the cursor.
public struct Cell: Hashable, Sendable {
    /// What is drawn; base 0 in the right half of a wide glyph.
    public var glyph: Glyph
    /// What it is for.
    public var role: Role
    /// Whether the ground is that of the row under the cursor.
    public var selected: Bool

    /// An empty place.
    public static let blank = Cell(glyph: .space, role: .ground, selected: false)

    /// A glyph in a role.
    public init(glyph: Glyph, role: Role, selected: Bool = false) {
        self.glyph = glyph
        self.role = role
        self.selected = selected
    }

    /// Whether this is the right half of a wide glyph.
    public var isContinuation: Bool { glyph.base == 0 }
}
