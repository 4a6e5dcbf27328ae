/// A stretch of time in columns: what a chart or a strip shows.
public struct TimeWindow: Hashable, Sendable {
    /// The moment of the first column.
    public var start: Instant
    /// How many milliseconds lie between two columns.
    public var step: Int64
    /// How many columns there are.
    public var columns: Int

    /// Columns from a moment on.
    public init(start: Instant, step: Int64, columns: Int) {
        (self.start, self.step, self.columns) = (start, max(1, step), max(0, columns))
    }

    /// The columns that end now, or up to a beat ago: looks that follow each other share them.
    ///
    /// The span and the beat are in milliseconds, steps are whole seconds.
    public init(span: Int64, columns: Int, until now: Instant, beat: Int64 = 5000) {
        let count = Int64(max(1, columns))
        let step = max(1000, (max(0, span) + count - 1) / count)
        let whole = (step + 999) / 1000 * 1000
        let beat = min(whole, max(1, beat))
        let last = now.milliseconds / beat * beat
        self.init(
            start: Instant(milliseconds: last - whole * (count - 1)),
            step: whole,
            columns: Int(count)
        )
    }

    /// The moment of the last column.
    public var end: Instant { moment(max(0, columns - 1)) }

    /// The moment of a column.
    public func moment(_ column: Int) -> Instant {
        Instant(milliseconds: start.milliseconds + Int64(column) * step)
    }

    /// The column nearest to a moment; nil where it lies outside.
    public func column(of moment: Instant) -> Int? {
        let (offset, isBeyond) = moment.milliseconds.subtractingReportingOverflow(
            start.milliseconds
        )
        guard !isBeyond, offset >= -step / 2 else { return nil }
        let column = (offset + step / 2) / step
        return column < Int64(columns) ? Int(column) : nil
    }
}
