/// The frame of a dialog: the only frame there is.
public struct Frame {
    /// What stands on its upper edge.
    public var title: Line
    /// What stands at the right end of its upper edge.
    public var note: Line

    /// A frame.
    public init(_ title: Line, note: Line = []) {
        self.title = title
        self.note = note
    }

    /// Veils all that is drawn, draws the frame and returns the rectangle within.
    public func draw(on canvas: inout Canvas, in rect: Rect) -> Rect {
        canvas.veil()
        canvas.clear(rect)
        guard rect.width > 2, rect.height > 2 else { return Rect(rect.x, rect.y, 0, 0) }
        let (right, bottom) = (rect.right - 1, rect.bottom - 1)
        for y in [rect.y, bottom] {
            canvas.fill(Rect(rect.x, y, rect.width, 1), "━", .borderFocused)
        }
        for x in [rect.x, right] {
            canvas.fill(Rect(x, rect.y, 1, rect.height), "┃", .borderFocused)
        }
        for (corner, x, y) in [
            ("┏", rect.x, rect.y), ("┓", right, rect.y), ("┗", rect.x, bottom),
            ("┛", right, bottom),
        ] {
            canvas.put(corner, x, y, .borderFocused)
        }
        let end = put(title, at: rect.x + 2, on: &canvas, y: rect.y, limit: rect.width - 4)
        let start = right - note.width - 3
        if note.width > 0, start > end {
            put(note, at: start, on: &canvas, y: rect.y, limit: note.width + 2)
        }
        return Rect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2)
    }

    @discardableResult
    private func put(_ line: Line, at x: Int, on canvas: inout Canvas, y: Int, limit: Int) -> Int {
        guard line.width > 0, limit > 2 else { return x }
        canvas.put(" ", x, y, .ground)
        let end = canvas.put(line, x + 1, y, limit: limit - 2)
        return canvas.put(" ", end, y, .ground)
    }
}
