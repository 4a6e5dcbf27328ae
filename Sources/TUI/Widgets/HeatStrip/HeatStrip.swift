/// Windows of time in one row, a cell each: height and colour say the same, in six steps.
public struct HeatStrip: Sendable {
    /// A step a cell, from 0, calm, over 4, at the limit, to 5; nil where nothing was measured.
    public var steps: [Int?]
    /// What it is drawn in where it is not as hot as its steps; nil for their own colours.
    public var role: Role?

    /// A strip.
    public init(_ steps: [Int?], role: Role? = nil) {
        (self.steps, self.role) = (steps, role)
    }

    private static let blocks: [Unicode.Scalar] = ["▁", "▂", "▃", "▅", "▆", "▇"]
    /// From this share of the limit on it is close.
    private static let close = 0.7
    /// From this share on it is far beyond the limit.
    private static let far = 1.5
    /// The share of the highest values that is clipped where there is no limit.
    private static let clipped = 0.14

    /// The step of a share of the limit, of which 1 is all; nil for what is no number.
    public static func step(_ share: Double) -> Int? {
        guard !share.isNaN else { return nil }
        if share >= far { return 5 }
        if share >= 1 { return 4 }
        if share >= close { return 3 }
        return Int(max(0, share) / close * 3)
    }

    /// The steps of values without a limit, on their own robust scale: none of them is hot.
    public static func calm(_ values: [Double]) -> [Int?] {
        let finite = values.filter(\.isFinite).sorted()
        let low = finite.first ?? 0
        let top = finite.isEmpty ? 0 : finite[Int(Double(finite.count - 1) * (1 - clipped))]
        return values.map { value in
            guard !value.isNaN else { return nil }
            guard top > low else { return 0 }
            return min(2, Int(min(1, max(0, (value - low) / (top - low))) * 3))
        }
    }

    /// Draws from (`x`, `y`), one cell a step; where there are more, the last.
    public func draw(on canvas: inout Canvas, _ x: Int, _ y: Int, width: Int) {
        for (index, step) in steps.suffix(max(0, width)).enumerated() {
            guard let step else {
                canvas.put(Glyph("·"), x + index, y, .muted)
                continue
            }
            let block = Self.blocks[min(5, max(0, step))]
            canvas.put(Glyph(block), x + index, y, role ?? .heat(step))
        }
    }
}
