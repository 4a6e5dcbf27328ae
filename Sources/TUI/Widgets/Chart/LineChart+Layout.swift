extension LineChart {
    /// Where the parts of a chart stand, and which column stands for which number.
    public struct Layout: Hashable, Sendable {
        /// The cells of the lines.
        public let plot: Rect
        /// What the plot spans on the x axis.
        public let x: Extent
        /// The cells before the y axis.
        public let gutterWidth: Int
        /// The cells behind the x axis.
        public let marginWidth: Int

        /// The columns of dots: the most buckets that a line over the whole axis can show.
        public var dotColumns: Int { plot.width * 2 }

        /// The number in the middle of a column, counted from the plot's first; for zoom and mouse.
        public func value(at column: Int) -> Double {
            x.low + (Double(column) + 0.5) / Double(max(1, plot.width)) * x.width
        }

        /// The column, counted from the plot's first, that a number falls into; nil outside.
        public func column(of value: Double) -> Int? {
            guard plot.width > 0, x.contains(value) else { return nil }
            return min(plot.width - 1, Int((value - x.low) / x.width * Double(plot.width)))
        }
    }

    /// Where its parts stand in a rectangle.
    public func layout(in rect: Rect) -> Layout {
        layout(in: rect, scale: gutterWidth == nil ? scale(rows: rows(in: rect.height)) : nil)
    }

    /// The cells that its labels need before the y axis, in a rectangle of so many rows.
    ///
    /// Charts above each other share the widest, so that one moment is one column.
    public func naturalGutterWidth(height: Int) -> Int {
        gutterWidth(for: scale(rows: rows(in: height)))
    }

    /// The rows left for lines: the x axis takes two, a head one, while there is room for lines.
    func rows(in height: Int) -> Int {
        max(0, height - headRows(in: height) - axisRows(in: height))
    }

    func headRows(in height: Int) -> Int { head != nil && height > 1 ? 1 : 0 }

    func axisRows(in height: Int) -> Int { min(2, max(0, height - headRows(in: height) - 1)) }

    func isSmall(rows: Int) -> Bool { form.map { $0 == .small } ?? (rows < 10) }

    func layout(in rect: Rect, scale: YScale?) -> Layout {
        var gutter = max(0, gutterWidth ?? gutterWidth(for: scale))
        // Labels give way to lines.
        if rect.width - gutter - 1 < 8 { gutter = 0 }
        let room = max(0, rect.width - gutter - 1)
        let margin = max(0, min(marginWidth ?? naturalMarginWidth(room), room / 2))
        let plot = Rect(
            rect.x + gutter + 1,
            rect.y + headRows(in: rect.height),
            room - margin,
            rows(in: rect.height)
        )
        return Layout(plot: plot, x: x.extent, gutterWidth: gutter, marginWidth: margin)
    }

    func gutterWidth(for scale: YScale?) -> Int {
        guard let scale else { return 2 }
        let limits = thresholds.filter { scale.row($0.value) != nil }
            .map { label(of: $0) }
        let labels = scale.labels.map(\.text) + limits
        return 2 + labels.reduce(0) { max($0, Width.of($1)) }
    }

    /// The cells that names need behind lines which end near the right edge.
    private func naturalMarginWidth(_ room: Int) -> Int {
        let ends = lines.compactMap { line -> (share: Double, width: Int)? in
            guard let end = line.end(in: x.extent) else { return nil }
            let width = line.label(limit: nameLimit(room)).width
            return width > 0 ? (end, width) : nil
        }
        let widest = ends.reduce(0) { max($0, $1.width) }
        let needed = (0...widest).first { margin in
            ends.allSatisfy { end in
                let last = min(room - margin - 1, Int(end.share * Double(room - margin)))
                return last + 1 + end.width <= room
            }
        }
        return needed ?? widest
    }

    /// The longest name, in cells, in so many columns.
    func nameLimit(_ columns: Int) -> Int { min(16, columns / 4) }

    /// The number of a limit.
    func label(of threshold: Threshold) -> String {
        let value = threshold.value
        guard value.isFinite, value != 0 else { return MetricFormat([]).string(value) }
        let least = NiceStep(atLeast: value.magnitude / 1000).value
        let rounded = (value / least).rounded()
        let parts = [1000.0, 500, 250, 200, 100, 50, 25, 20, 10, 5, 2, 1]
        let part = parts.first { rounded.remainder(dividingBy: $0) == 0 } ?? 1
        return TickFormat(step: least * part, largest: value.magnitude).string(value)
    }

    /// The scale of its y axis in so many rows; nil where there is nothing to show.
    func scale(rows: Int) -> YScale? {
        guard rows > 0, let extent = yExtent() else { return nil }
        guard isSmall(rows: rows) else {
            return .fitted(extent, rows: rows, isLogarithmic: y.isLogarithmic)
        }
        return .exact(extent.divisible, rows: rows, isLogarithmic: y.isLogarithmic)
    }

    private func yExtent() -> Extent? {
        if let fixed = y.extent { return y.isLogarithmic && fixed.low <= 0 ? nil : fixed }
        let range = YRange(
            lines,
            in: x.extent,
            isLogarithmic: y.isLogarithmic,
            clips: y.clips && !y.isLogarithmic
        )
        guard var extent = range.extent else { return nil }
        if let value = y.including, value.isFinite, !y.isLogarithmic || value > 0 {
            extent = extent.including(value)
            // Values that are all there have room above, none below.
            if extent.width == 0 { extent = Extent(value, value + 1) }
        }
        for threshold in thresholds where threshold.value.isFinite {
            let wider = extent.including(threshold.value)
            guard !y.isLogarithmic || wider.low > 0 else { continue }
            // A limit far off is not worth flat lines.
            if wider.width <= max(extent.width, extent.high.magnitude / 10) * 8 { extent = wider }
        }
        return extent
    }
}

extension LineChart.Line {
    /// Where its last visible bucket ends, as a share of the x axis.
    fileprivate func end(in x: Extent) -> Double? {
        let own = extent ?? x
        guard let last = buckets[visible(in: x)].lastIndex(where: { $0 != nil }) else { return nil }
        let middle = own.low + (Double(last) + 0.5) / Double(buckets.count) * own.width
        return min(1, max(0, (middle - x.low) / x.width))
    }

    /// Its name, and why it ends where its last value is no number.
    func label(limit: Int) -> TUI.Line {
        var label = TUI.Line()
        if !name.isEmpty { label.append(name.cutMiddle(to: max(1, limit)), role) }
        if let last = buckets.last(where: { $0 != nil }) ?? nil, !last.last.isFinite {
            label.append((name.isEmpty ? "" : " ") + MetricFormat([]).string(last.last), .warn)
        }
        return label
    }
}
