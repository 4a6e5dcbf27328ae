/// Rows of a label and its value, as parameters and facts are shown.
public struct Detail {
    /// One fact.
    public struct Row {
        /// What it is, drawn muted.
        public var label: String
        /// Its value; cut in the middle where it is too long.
        public var value: Line
        /// What else there is to say, in a column of its own.
        public var note: Line

        /// A fact.
        public init(_ label: String, _ value: Line, note: Line = []) {
            self.label = label
            self.value = value
            self.note = note
        }
    }

    /// All rows.
    public var rows: [Row]
    /// The first row that is drawn.
    public var top: Int
    /// The row under the cursor.
    public var current: Int?
    /// Whether keys go to it: only then the cursor row has its bar.
    public var isFocused: Bool
    /// The cells from a label to its value; nil for as many as the longest label needs.
    public var labelWidth: Int?
    /// The cells from a value to its note; nil for as many as the longest value needs.
    public var valueWidth: Int?

    /// Rows of facts.
    public init(
        _ rows: [Row],
        top: Int = 0,
        current: Int? = nil,
        isFocused: Bool = false,
        labelWidth: Int? = nil,
        valueWidth: Int? = nil
    ) {
        self.rows = rows
        self.top = top
        self.current = current
        self.isFocused = isFocused
        self.labelWidth = labelWidth
        self.valueWidth = valueWidth
    }

    /// The blanks between two columns.
    private static let gap = 3

    /// Draws the rows from `top` on; the last column stays free.
    public func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let columns = columns(in: rect.width)
        for (line, index) in rows.indices.dropFirst(max(0, top)).prefix(rect.height).enumerated() {
            let y = rect.y + line
            let row = rows[index]
            put([Span(row.label, .muted)], columns.label, on: &canvas, rect, y)
            put(row.value, columns.value(hasNote: row.note.width > 0), on: &canvas, rect, y)
            put(row.note, columns.note, on: &canvas, rect, y)
            guard index == current else { continue }
            canvas.select(Rect(rect.x, y, rect.width, 1))
            if isFocused { canvas.put("▌", rect.x, y, .accent) }
        }
    }

    private func put(
        _ line: Line,
        _ column: Range<Int>,
        on canvas: inout Canvas,
        _ rect: Rect,
        _ y: Int
    ) {
        guard !column.isEmpty else { return }
        canvas.put(line.cutMiddle(to: column.count), rect.x + column.lowerBound, y)
    }

    /// The cells of each column, counted from the rectangle's first.
    private struct Columns {
        var label: Range<Int>
        var value: Range<Int>
        var note: Range<Int>

        /// A value without a note takes the room of the note.
        func value(hasNote: Bool) -> Range<Int> {
            hasNote || note.isEmpty ? value : value.lowerBound..<note.upperBound
        }
    }

    private func columns(in width: Int) -> Columns {
        let end = max(Table.indent, width - 1)
        let labels = rows.reduce(0) { max($0, Width.of($1.label)) }
        let values = rows.reduce(0) { $1.note.width > 0 ? max($0, $1.value.width) : $0 }
        let notes = rows.reduce(0) { max($0, $1.note.width) }
        // Half of the room stays for the values.
        let half = max(0, (end - Table.indent) / 2)
        let start = min(end, Table.indent + min(half, labelWidth ?? labels + Detail.gap))
        let note = start + (valueWidth ?? values + Detail.gap)
        // A note that would be cut, or leave no room for its value, goes.
        let hasNote = notes > 0 && note + notes <= end
        return Columns(
            label: Table.indent..<max(Table.indent, min(end, start - 1)),
            value: start..<(hasNote ? max(start, note - 1) : end),
            note: hasNote ? note..<end : end..<end
        )
    }
}
