extension Tree {
    /// Draws the rows from `top` on; the last column stays free.
    public func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let columns = columns(in: rect.width)
        for (line, index) in rows.indices.dropFirst(max(0, top)).prefix(rect.height).enumerated() {
            let y = rect.y + line
            draw(rows[index], columns, on: &canvas, rect, y)
            guard index == current else { continue }
            canvas.select(Rect(rect.x, y, rect.width, 1))
            if isFocused { canvas.put("▌", rect.x, y, .accent) }
        }
    }

    /// The cells of each column, counted from the rectangle's first.
    private struct Columns {
        var content: Range<Int>
        var about: Range<Int>
        var end: Range<Int>
    }

    private static let gap = 2

    /// The column between content and right edge goes first, then the one at the edge.
    private func columns(in width: Int) -> Columns {
        let right = max(Table.indent, width - 1)
        let content = rows.reduce(0) { max($0, $1.stemWidth + $1.content.width) }
        let abouts = rows.reduce(0) { max($0, $1.about.width) }
        let ends = rows.reduce(0) { max($0, $1.end.width) }
        let hasEnd = ends > 0 && right - Table.indent - ends - Tree.gap >= min(content, 16)
        let end = hasEnd ? right - ends : right
        let free = hasEnd ? end - Tree.gap : end
        let about = Table.indent + content + Tree.gap
        let hasAbout = abouts > 0 && about + min(abouts, 8) <= free
        return Columns(
            content: Table.indent..<(hasAbout ? about - Tree.gap : free),
            about: hasAbout ? about..<free : free..<free,
            end: end..<right
        )
    }

    private func draw(
        _ row: Row,
        _ columns: Columns,
        on canvas: inout Canvas,
        _ rect: Rect,
        _ y: Int
    ) {
        let limit = rect.x + columns.content.upperBound
        var x = rect.x + columns.content.lowerBound
        x = canvas.put(row.stem, x, y, .border, limit: max(0, limit - x))
        if let fold = row.fold {
            x = canvas.put(fold.rawValue + " ", x, y, .muted, limit: limit - x)
        }
        canvas.put(row.content.cutMiddle(to: max(0, limit - x)), x, y)
        canvas.put(
            row.about.cutMiddle(to: columns.about.count),
            rect.x + columns.about.lowerBound,
            y
        )
        guard !columns.end.isEmpty else { return }
        canvas.put(row.end, rect.x + columns.end.upperBound - row.end.width, y)
    }
}

extension Tree.Row {
    /// The lines before the row: one piece of three cells a level.
    fileprivate var stem: String {
        guard let isLast = lasts.last else { return "" }
        let outer = lasts.dropLast().map { $0 ? "   " : "│  " }.joined()
        return outer + (isLast ? "└" : "├") + (isMissing ? "╌ " : "─ ")
    }

    fileprivate var stemWidth: Int { lasts.count * 3 + (fold == nil ? 0 : 2) }
}
