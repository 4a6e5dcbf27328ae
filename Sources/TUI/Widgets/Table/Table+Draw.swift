extension Table {
    /// Draws the head into the first row of a rectangle and the rows below it.
    public func draw(on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        let places = places(in: rect.width)
        for place in places { drawHead(place, on: &canvas, rect) }
        for (index, row) in rows.prefix(rect.height - 1).enumerated() {
            draw(row, places, on: &canvas, Rect(rect.x, rect.y + 1 + index, rect.width, 1))
        }
    }

    private func drawHead(_ place: Place, on canvas: inout Canvas, _ rect: Rect) {
        let column = columns[place.index]
        let role: Role = column.arrow != nil ? .strong : column.isCurrent ? .key : .muted
        var head: Line = [Span(column.title, role)]
        if let arrow = column.arrow { head.append(arrow.rawValue, .accent) }
        let x = rect.x + place.x + (column.isRight ? max(0, place.width - head.width) : 0)
        canvas.put(head, x, rect.y, limit: place.width)
        guard column.isCurrent, isFocused else { return }
        canvas.select(Rect(x, rect.y, min(head.width, place.width), 1))
    }

    private func draw(_ row: Row, _ places: [Place], on canvas: inout Canvas, _ rect: Rect) {
        if let mark = row.mark { canvas.put(mark.text, rect.x + 1, rect.y, mark.role, limit: 1) }
        for place in places where place.index < row.cells.count {
            draw(row.cells[place.index], place, on: &canvas, rect)
        }
        guard row.isCurrent else { return }
        canvas.select(rect)
        if isFocused { canvas.put("▌", rect.x, rect.y, .accent) }
    }

    private func draw(
        _ content: Content,
        _ place: Place,
        on canvas: inout Canvas,
        _ rect: Rect
    ) {
        let column = columns[place.index]
        let slack = column.isRight ? max(0, place.width - content.width) : 0
        let x = rect.x + place.x + slack
        switch content {
        case .text(let span):
            let text =
                column.cut == .middle
                ? span.text.cutMiddle(to: place.width) : span.text.cut(to: place.width)
            canvas.put(text, x, rect.y, span.role, limit: place.width)
        case .line(let line): canvas.put(line, x, rect.y, limit: place.width)
        case .spark(let spark, _): spark.draw(on: &canvas, x, rect.y)
        case .strip(let strip, let width):
            strip.draw(on: &canvas, x, rect.y, width: min(width, place.width))
        }
    }
}
