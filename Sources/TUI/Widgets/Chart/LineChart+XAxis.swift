extension LineChart {
    /// Draws the x axis with its ticks, and below it their labels and the cursor's tag.
    func drawXAxis(on canvas: inout Canvas, _ layout: Layout, _ rect: Rect) {
        let (plot, row) = (layout.plot, layout.plot.bottom)
        guard row < rect.bottom else { return }
        canvas.put("└", plot.x - 1, row, .border)
        canvas.fill(Rect(plot.x, row, plot.width, 1), "─", .border)
        let hasLabels = row + 1 < rect.bottom
        let tag = hasLabels ? tag(layout, rect) : nil
        if let tag {
            canvas.put(tag.text, tag.start, row + 1, .cursor, limit: rect.right - tag.start)
        }
        for place in places(layout, rect) {
            canvas.put("┬", plot.x + place.column, row, .border)
            guard hasLabels, !(tag.map(place.touches) ?? false) else { continue }
            canvas.put(place.text, place.start, row + 1, .muted)
        }
    }

    /// A text below the axis.
    struct Place: Equatable {
        /// The column of the plot that it belongs to.
        var column: Int
        /// Its first cell on the canvas.
        var start: Int
        /// The text.
        var text: String

        var end: Int { start + Width.of(text) }

        /// Whether there is no blank between two texts.
        func touches(_ other: Place) -> Bool { start <= other.end && other.start <= end }
    }

    /// The ticks with their labels: as many as stand apart.
    func places(_ layout: Layout, _ rect: Rect) -> [Place] {
        let isSmall = isSmall(rows: layout.plot.height)
        let most = isSmall ? 4 : min(8, max(2, layout.plot.width / 9))
        for count in stride(from: most, through: 1, by: -1) {
            let places = x.ticks(atMost: count, isNarrow: isSmall).compactMap { tick in
                layout.column(of: tick.value).map { place(tick.label, at: $0, layout, rect) }
            }
            let fits = places.allSatisfy { $0.end <= rect.right }
            let apart = zip(places, places.dropFirst()).allSatisfy { $0.end + 1 < $1.start }
            if fits, apart { return places }
        }
        return []
    }

    private func tag(_ layout: Layout, _ rect: Rect) -> Place? {
        guard let cursor, let column = layout.column(of: cursor) else { return nil }
        return place(" \(x.label(cursor)) ", at: column, layout, rect)
    }

    /// A text in the middle below a column, moved where it would leave the chart.
    private func place(_ text: String, at column: Int, _ layout: Layout, _ rect: Rect) -> Place {
        let width = Width.of(text)
        let middle = layout.plot.x + column - width / 2
        let start = max(rect.x, min(middle, layout.plot.right + layout.marginWidth - width))
        return Place(column: column, start: start, text: text)
    }
}
