/// The names at the ends of lines; they never touch, and hide no line while there is room.
struct Names {
    private struct Name {
        var label: Line
        var x: Int
        var y: Int
        var isSelected: Bool
    }

    private let plot: Rect
    private let margin: Int
    private var names: [Name] = []
    private var placed: [Rect] = []

    /// No names yet, for a plot with so many free cells to its right.
    init(_ plot: Rect, margin: Int) {
        self.plot = plot
        self.margin = margin
    }

    /// Adds the name of a line that ends at a dot.
    mutating func add(_ label: Line, at end: Plotter.End, isSelected: Bool) {
        guard label.width > 0 else { return }
        let row = Int(max(0, min(Double(plot.height * 4 - 1), end.y))) / 4
        names.append(Name(label: label, x: end.x / 2 + 1, y: row, isSelected: isSelected))
    }

    /// Draws the names that have room, the selected line's first, then from the top down.
    mutating func draw(on canvas: inout Canvas, beside raster: Raster) {
        let order = names.indices.sorted { left, right in
            let (first, second) = (names[left], names[right])
            if first.isSelected != second.isSelected { return first.isSelected }
            return (first.y, left) < (second.y, right)
        }
        for index in order {
            guard let place = place(of: names[index], raster) else { continue }
            placed.append(place)
            canvas.put(
                names[index].label,
                plot.x + place.x,
                plot.y + place.y,
                limit: place.width
            )
        }
    }

    /// The places around an end, the nearest first; up or down before to the side.
    private static let offsets: [(x: Int, y: Int)] = (0...4).flatMap { x in
        (-8...8).map { y in (x, y) }
    }.sorted { (cost($0), $0.y) < (cost($1), $1.y) }

    private static func cost(_ offset: (x: Int, y: Int)) -> Int { 3 * offset.x + 2 * abs(offset.y) }

    private func place(of name: Name, _ raster: Raster) -> Rect? {
        let width = name.label.width
        let candidates = Names.offsets.lazy.map { offset in
            Rect(name.x + offset.x, name.y + offset.y, width, 1)
        }.filter { isFree($0) }
        return candidates.first { !covers($0, raster) } ?? candidates.first
    }

    private func isFree(_ rect: Rect) -> Bool {
        guard rect.right <= plot.width + margin, rect.y >= 0, rect.y < plot.height else {
            return false
        }
        return placed.allSatisfy { other in
            other.y != rect.y || rect.x > other.right || other.x > rect.right
        }
    }

    private func covers(_ rect: Rect, _ raster: Raster) -> Bool {
        (rect.x..<rect.right).prefix { $0 < plot.width }.contains { x in
            raster.dots[x * plot.height + rect.y] != 0
        }
    }
}
