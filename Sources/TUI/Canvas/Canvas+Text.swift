/// A canvas as text, for golden screens and plain output.
extension Canvas {
    /// The characters, a line a row, blanks at line ends left out.
    public var text: String { lines { $0.characters } }

    /// A letter a cell that names its role, a line a row.
    public var roles: String {
        lines { cell in
            cell.role == .ground && !cell.selected
                ? " " : String(cell.role.letter(selected: cell.selected))
        }
    }

    private func lines(_ draw: (Cell) -> String) -> String {
        (0..<size.height).map { y in
            let line = row(y).map(draw).joined()
            return String(line.reversed().drop { $0 == " " }.reversed()) + "\n"
        }.joined()
    }
}

extension Cell {
    /// The cell's characters; none in the right half of a wide glyph.
    public var characters: String {
        guard !isContinuation else { return "" }
        var scalars = String.UnicodeScalarView()
        for value in [glyph.base, glyph.marks.0, glyph.marks.1] {
            if value != 0, let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
