import CTerm
import TUI

/// Hands cells to curses.
struct Pen {
    private var characters: [cterm_cell] = []

    /// Draws one change of a picture.
    mutating func draw(_ change: Picture.Change, of picture: Picture, in looks: Looks) {
        characters.removeAll(keepingCapacity: true)
        let row = picture.row(change.y)
        for cell in row.dropFirst(change.columns.lowerBound).prefix(change.columns.count)
        where !cell.isContinuation {
            append(cell, looks[cell])
        }
        cterm_draw(
            Int32(change.y),
            Int32(change.columns.lowerBound),
            characters,
            Int32(characters.count)
        )
    }

    /// A character whose width curses sees otherwise becomes `?`, so that nothing after it shifts.
    private mutating func append(_ cell: Cell, _ look: Looks.Look) {
        let glyph = cell.glyph
        if glyph.base < 0x7F || cterm_width(glyph.base) == Int32(glyph.width) {
            let marks = (Pen.mark(glyph.marks.0), Pen.mark(glyph.marks.1))
            append(glyph.base, marks, look)
        } else {
            append(0x3F, (0, 0), look)
            if glyph.width == 2 { append(0x20, (0, 0), look) }
        }
    }

    private mutating func append(_ base: UInt32, _ marks: (UInt32, UInt32), _ look: Looks.Look) {
        characters.append(
            cterm_cell(base: base, marks: marks, attributes: look.attributes, pair: look.pair)
        )
    }

    private static func mark(_ mark: UInt32) -> UInt32 {
        mark != 0 && cterm_width(mark) == 0 ? mark : 0
    }
}
