/// The line between two areas beside each other, joined to the rules that end at it.
public struct Divider {
    /// Its column.
    public var x: Int
    /// Its rows.
    public var rows: Range<Int>

    /// A line down a column.
    public init(_ x: Int, _ rows: Range<Int>) {
        self.x = x
        self.rows = rows
    }

    /// Draws the line; what is beside it must have been drawn before.
    public func draw(on canvas: inout Canvas) {
        guard x >= 0, x < canvas.size.width else { return }
        for y in rows.clamped(to: 0..<canvas.size.height) {
            let joint = joint(isRule(x - 1, y, canvas), isRule(x + 1, y, canvas), at: y)
            canvas.put(joint, x, y, .border)
        }
    }

    private func isRule(_ x: Int, _ y: Int, _ canvas: Canvas) -> Bool {
        guard x >= 0, x < canvas.size.width else { return false }
        return "─━".unicodeScalars.contains { $0.value == canvas[x, y].glyph.base }
    }

    private func joint(_ left: Bool, _ right: Bool, at y: Int) -> String {
        switch (left, right) {
        case (true, true): y == rows.lowerBound ? "┬" : "┼"
        case (true, false): "┤"
        case (false, true): "├"
        case (false, false): "│"
        }
    }
}
