/// The rule above an area, with its title on the left and a note on the right.
public struct TitleRule {
    /// The title's pieces.
    public var title: Line
    /// What stands at the right end.
    public var note: Line
    /// Whether keys go to this area.
    public var isFocused: Bool

    /// A rule.
    public init(_ title: Line, note: Line = [], isFocused: Bool) {
        self.title = title
        self.note = note
        self.isFocused = isFocused
    }

    /// Draws the rule into the first row of a rectangle; its last column stays free.
    public func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let role: Role = isFocused ? .borderFocused : .border
        let end = rect.right - 1
        canvas.fill(Rect(rect.x, rect.y, rect.width - 1, 1), isFocused ? "━" : "─", role)
        let noteWidth = note.width
        let noteStart = end - noteWidth - 3
        var titleEnd = end - 1
        if noteWidth > 0, noteStart > rect.x + 3 {
            canvas.put(" ", noteStart - 1, rect.y, .ground)
            canvas.put(note, noteStart, rect.y)
            canvas.put(" ", noteStart + noteWidth, rect.y, .ground)
            titleEnd = noteStart - 2
        }
        let room = titleEnd - (rect.x + 3)
        guard room > 0, !title.spans.isEmpty else { return }
        canvas.put(" ", rect.x + 2, rect.y, .ground)
        let after = canvas.put(title, rect.x + 3, rect.y, limit: room)
        canvas.put(" ", after, rect.y, .ground)
    }
}
