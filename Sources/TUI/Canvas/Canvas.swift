/// A picture in cells, drawn without a terminal.
///
/// Wide glyphs keep both halves or none: overwriting one half blanks the other.
public struct Canvas: Equatable, Sendable {
    /// Columns and rows.
    public let size: Size
    /// The cells, row by row.
    public private(set) var cells: [Cell]
    /// Where a text cursor stands.
    public var cursor: Point?

    /// An empty picture.
    public init(_ size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.width * size.height)
    }

    /// The cell at a place that is on the canvas.
    public subscript(x: Int, y: Int) -> Cell { cells[y * size.width + x] }

    /// The cells of one row.
    public func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.width..<(y + 1) * size.width]
    }

    /// Draws text from (`x`, `y`) in a role, clipped to `limit` columns and to the canvas.
    ///
    /// Returns the column after the last cell drawn.
    @discardableResult
    public mutating func put(
        _ text: String,
        _ x: Int,
        _ y: Int,
        _ role: Role,
        limit: Int = .max
    ) -> Int {
        let end = limit == .max ? size.width : min(size.width, x + limit)
        var column = x
        for glyph in Glyphs(text) {
            guard column + glyph.width <= end else { break }
            put(glyph, column, y, role)
            column += glyph.width
        }
        return column
    }

    /// Draws one glyph; nothing where it does not fit on the canvas whole.
    public mutating func put(_ glyph: Glyph, _ x: Int, _ y: Int, _ role: Role) {
        guard y >= 0, y < size.height, x >= 0, x + glyph.width <= size.width else { return }
        let index = y * size.width + x
        breakWide(at: index, x)
        cells[index].glyph = glyph
        cells[index].role = role
        guard glyph.width == 2 else { return }
        breakWide(at: index + 1, x + 1)
        cells[index + 1].glyph = Glyph(base: 0)
        cells[index + 1].role = role
    }

    /// Fills a rectangle with one glyph.
    public mutating func fill(_ rect: Rect, _ character: Unicode.Scalar, _ role: Role) {
        let glyph = Glyph(character)
        for y in rect.y..<rect.bottom {
            for x in rect.x..<rect.right { put(glyph, x, y, role) }
        }
    }

    /// Gives a rectangle back its ground, for a dialog to be drawn on.
    public mutating func clear(_ rect: Rect) {
        let inside = rect.within(size)
        for y in inside.y..<inside.bottom {
            for x in inside.x..<inside.right {
                put(.space, x, y, .ground)
                cells[y * size.width + x].selected = false
            }
        }
    }

    /// Gives a rectangle the ground of the row under the cursor.
    public mutating func select(_ rect: Rect) {
        change(rect) { $0.selected = true }
    }

    /// Veils all that is drawn, behind a dialog.
    public mutating func veil() {
        change(Rect(size)) {
            if $0.role != .ground { $0.role = .faint }
            $0.selected = false
        }
    }

    /// Changes the role of what is drawn in a rectangle.
    public mutating func paint(_ rect: Rect, _ role: Role) {
        change(rect) { $0.role = role }
    }

    private mutating func change(_ rect: Rect, _ body: (inout Cell) -> Void) {
        let inside = rect.within(size)
        for y in inside.y..<inside.bottom {
            for x in inside.x..<inside.right {
                body(&cells[y * size.width + x])
            }
        }
    }

    /// Blanks the other half of a wide glyph that is about to lose this one.
    private mutating func breakWide(at index: Int, _ x: Int) {
        if cells[index].isContinuation, x > 0 {
            cells[index - 1].glyph = .space
        } else if cells[index].glyph.width == 2, x + 1 < size.width {
            cells[index + 1].glyph = .space
        }
    }
}
