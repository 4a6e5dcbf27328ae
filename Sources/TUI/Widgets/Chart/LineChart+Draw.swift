extension LineChart {
    /// Draws the chart into a rectangle and tells where it stands and what it does not show.
    @discardableResult
    public func draw(on canvas: inout Canvas, in rect: Rect) -> Drawn {
        let rows = rows(in: rect.height)
        let scale = scale(rows: rows)
        let layout = layout(in: rect, scale: scale)
        guard !layout.plot.isEmpty else {
            return Drawn(layout: layout, y: Extent(0, 0), clipped: Clipped())
        }
        drawHead(on: &canvas, layout, rect)
        drawYAxis(on: &canvas, layout, scale)
        drawXAxis(on: &canvas, layout, rect)
        drawEvents(on: &canvas, layout, rect)
        drawCursor(on: &canvas, layout, rect)
        guard let scale else {
            drawNothing(on: &canvas, layout)
            return Drawn(layout: layout, y: Extent(0, 0), clipped: Clipped())
        }
        var clipped = drawLines(on: &canvas, layout, scale)
        clipped.thresholds = thresholds.filter { scale.row($0.value) == nil }
        return Drawn(layout: layout, y: scale.edges, clipped: clipped)
    }

    private func drawNothing(on canvas: inout Canvas, _ layout: Layout) {
        let text = "no values"
        let place = layout.plot.centred(Size(Width.of(text), 1))
        canvas.put(text, place.x, place.y, .muted, limit: place.width)
    }

    private func drawHead(on canvas: inout Canvas, _ layout: Layout, _ rect: Rect) {
        guard let head, layout.plot.y > rect.y else { return }
        let start = rect.x + min(3, layout.gutterWidth)
        let room = max(0, layout.plot.right - start)
        let width = min(room, head.value.width)
        canvas.put(head.value, layout.plot.right - width, rect.y, limit: width)
        let left = room - width - (width > 0 ? 2 : 0)
        if left > 0 { canvas.put(head.title.cutMiddle(to: left), start, rect.y) }
    }

    private func drawYAxis(on canvas: inout Canvas, _ layout: Layout, _ scale: YScale?) {
        let plot = layout.plot
        canvas.fill(Rect(plot.x - 1, plot.y, 1, plot.height), "│", .border)
        guard let scale else { return }
        let labels = isSmall(rows: plot.height) ? constant(scale) ?? scale.labels : scale.labels
        for label in labels {
            drawLabel(label.text, .muted, .border, on: &canvas, layout, label.row)
            if !isSmall(rows: plot.height) { drawGrid(on: &canvas, layout, label.row) }
        }
        for threshold in thresholds {
            guard let row = scale.row(threshold.value) else { continue }
            let role = staleSince == nil ? threshold.role : .stale
            drawLabel(label(of: threshold), role, role, on: &canvas, layout, row)
            canvas.fill(Rect(plot.x, plot.y + row, plot.width, 1), "╌", role)
        }
    }

    /// The one label of a small chart whose lines are flat.
    private func constant(_ scale: YScale) -> [YScale.Label]? {
        guard y.extent == nil,
            let only = YRange(lines, in: x.extent, isLogarithmic: false, clips: false).extent,
            only.divisible != only, let row = scale.row(only.low)
        else { return nil }
        return [YScale.Label(row: row, text: MetricFormat([only.low]).string(only.low))]
    }

    private func drawLabel(
        _ text: String,
        _ role: Role,
        _ tick: Role,
        on canvas: inout Canvas,
        _ layout: Layout,
        _ row: Int
    ) {
        let (axis, y) = (layout.plot.x - 1, layout.plot.y + row)
        canvas.put("┤", axis, y, tick)
        guard layout.gutterWidth > 1 else { return }
        let room = layout.gutterWidth - 1
        canvas.fill(Rect(axis - 1 - room, y, room, 1), " ", .ground)
        let width = Width.of(text)
        guard width <= room else { return }
        canvas.put(text, axis - 1 - width, y, role)
    }

    private func drawGrid(on canvas: inout Canvas, _ layout: Layout, _ row: Int) {
        let plot = layout.plot
        for x in stride(from: plot.x + 2, to: plot.right, by: 3) {
            canvas.put(Glyph("·"), x, plot.y + row, .faint)
        }
    }

    private func drawEvents(on canvas: inout Canvas, _ layout: Layout, _ rect: Rect) {
        let stale = staleSince.map { [Event($0, "◌", .stale)] } ?? []
        for event in events + stale {
            guard let column = layout.column(of: event.x) else { continue }
            let x = layout.plot.x + column
            canvas.fill(Rect(x, layout.plot.y, 1, layout.plot.height), "┊", event.role)
            guard layout.plot.bottom < rect.bottom else { continue }
            canvas.put(event.sign, x, layout.plot.bottom, event.role, limit: 1)
        }
    }

    private func drawCursor(on canvas: inout Canvas, _ layout: Layout, _ rect: Rect) {
        guard let column = cursor.flatMap(layout.column(of:)) else { return }
        let x = layout.plot.x + column
        canvas.fill(Rect(x, layout.plot.y, 1, layout.plot.height), "│", .accent)
        guard layout.plot.bottom < rect.bottom else { return }
        canvas.put("▲", x, layout.plot.bottom, .accent)
    }

    private func drawLines(
        on canvas: inout Canvas,
        _ layout: Layout,
        _ scale: YScale
    ) -> Clipped {
        let plot = layout.plot
        var plotter = Plotter(plot.size, scale: scale, x: x.extent)
        var names = Names(plot, margin: layout.marginWidth)
        for (number, line) in lines.enumerated() {
            guard let end = plotter.draw(line, number: number) else { continue }
            let label = line.label(limit: nameLimit(plot.width + layout.marginWidth))
            names.add(label, at: end, isSelected: line.isSelected)
        }
        let raster = plotter.raster
        for x in 0..<plot.width {
            for y in 0..<plot.height where raster.dots[x * plot.height + y] != 0 {
                let index = x * plot.height + y
                let glyph = Glyph(base: 0x2800 + UInt32(raster.dots[index]))
                let role = lines[Int(raster.owners[index])].role
                canvas.put(glyph, plot.x + x, plot.y + y, role)
            }
        }
        names.draw(on: &canvas, beside: raster)
        return plotter.clipped
    }
}
