import TUI

/// The cells that a screen of some size shows.
package struct Picture: Equatable {
    /// Cells of one row, first to last, that are not what they were.
    package struct Change: Equatable {
        /// The row.
        package let y: Int
        /// The columns; a wide character is in them whole.
        package let columns: Range<Int>
    }

    /// Columns and rows of the screen.
    package let size: Size
    private let cells: [Cell]

    /// A canvas, cut or filled up with ground to a size.
    package init(_ canvas: Canvas, in size: Size) {
        self.size = size
        cells = canvas.size == size ? canvas.cells : Picture.fit(canvas, to: size)
    }

    /// The cells of one row.
    package func row(_ y: Int) -> ArraySlice<Cell> {
        cells[y * size.width..<(y + 1) * size.width]
    }

    /// What differs from an older picture; everything where there is none of this size.
    package func changes(since old: Picture?) -> [Change] {
        guard let old, old.size == size else {
            return (0..<size.height).map { Change(y: $0, columns: 0..<size.width) }
        }
        return (0..<size.height).compactMap { y in
            Picture.span(row(y), old.row(y)).map { Change(y: y, columns: $0) }
        }
    }

    /// From the first to the last column that differs, not through the middle of a wide character.
    private static func span(_ new: ArraySlice<Cell>, _ old: ArraySlice<Cell>) -> Range<Int>? {
        let (start, end) = (new.startIndex, new.endIndex)
        guard var first = (start..<end).first(where: { new[$0] != old[$0] }),
            var last = (first..<end).last(where: { new[$0] != old[$0] })
        else { return nil }
        while first > start, new[first].isContinuation || old[first].isContinuation { first -= 1 }
        while last + 1 < end, new[last + 1].isContinuation || old[last + 1].isContinuation {
            last += 1
        }
        return first - start..<last + 1 - start
    }

    private static func fit(_ canvas: Canvas, to size: Size) -> [Cell] {
        var cells = Array(repeating: Cell.blank, count: size.width * size.height)
        let width = min(size.width, canvas.size.width)
        for y in 0..<min(size.height, canvas.size.height) {
            let row = canvas.row(y).prefix(width)
            cells.replaceSubrange(y * size.width..<y * size.width + width, with: row)
            if row.last?.glyph.width == 2 { cells[y * size.width + width - 1].glyph = .space }
        }
        return cells
    }
}
