/// A series in one row of blocks; its scale is its own, and robust, so that the tail still shows.
public struct Sparkline: Sendable {
    /// One value a cell; nil where there is none.
    public var values: [Double?]
    /// The cells after the last value that are drawn as `·` because nothing came any more.
    public var missing: Int
    /// What it is drawn in.
    public var role: Role

    /// A sparkline.
    public init(_ values: [Double?], missing: Int = 0, role: Role) {
        self.values = values
        self.missing = missing
        self.role = role
    }

    /// The share of the highest values that are clipped.
    private static let clipped = 0.14
    private static let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇"]

    /// Draws from (`x`, `y`), one cell a value.
    public func draw(on canvas: inout Canvas, _ x: Int, _ y: Int) {
        let finite = values.compactMap(\.self).filter(\.isFinite).sorted()
        let low = finite.first ?? 0
        let top = finite.isEmpty ? 0 : finite[Int(Double(finite.count - 1) * (1 - Self.clipped))]
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else {
                canvas.put(Glyph("·"), x + index, y, .muted)
                continue
            }
            let share = top > low ? min(1, max(0, (value - low) / (top - low))) : 0.5
            let block = Self.blocks[Int((share * 6).rounded())]
            canvas.put(Glyph(block), x + index, y, role)
        }
        for index in 0..<missing { canvas.put(Glyph("·"), x + values.count + index, y, .muted) }
    }
}
