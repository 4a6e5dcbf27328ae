/// Values on dots: where each lies between the upper and the lower edge of a plot.
struct YScale {
    /// A label and the row of cells that it stands in.
    struct Label {
        var row: Int
        var text: String
    }

    /// The rows of cells, each of four dots.
    let rows: Int
    /// Whether places are logarithms of values.
    let isLogarithmic: Bool
    /// The place of the upper edge.
    private let top: Double
    /// The dots in a distance of 1.
    private let density: Double
    /// What stands in the gutter, from the lowest up.
    private(set) var labels: [Label] = []

    private init(rows: Int, isLogarithmic: Bool, top: Double, perDot: Double) {
        self.rows = rows
        self.isLogarithmic = isLogarithmic
        self.top = top
        density = 1 / perDot
    }

    /// The dot of a value, counted from the upper edge and not cut; NaN for what has no place.
    func dot(_ value: Double) -> Double {
        (top - (isLogarithmic ? Logarithm.ten(value) : value)) * density + 1e-6
    }

    /// The row of a value; nil where it is not shown.
    func row(_ value: Double) -> Int? {
        let dot = dot(value)
        guard dot >= 0, dot < Double(rows * 4) else { return nil }
        return Int(dot) / 4
    }

    /// The range between the edges, in values; of a logarithmic scale, in decimal logarithms.
    var edges: Extent { Extent(top - Double(rows * 4) / density, top) }
}

extension YScale {
    /// The scale whose highest and lowest dots are the bounds, which are its labels.
    static func exact(_ extent: Extent, rows: Int, isLogarithmic: Bool) -> YScale {
        let place: (Double) -> Double = { isLogarithmic ? Logarithm.ten($0) : $0 }
        let width = place(extent.high) - place(extent.low)
        let perDot = width / Double(max(1, rows * 4 - 1))
        var scale = YScale(
            rows: rows,
            isLogarithmic: isLogarithmic,
            top: place(extent.high) + perDot / 2,
            perDot: perDot
        )
        // Bounds that are decades apart have no decimals in common.
        let common = isLogarithmic ? [] : [extent.low, extent.high]
        scale.labels = [(rows - 1, extent.low), (0, extent.high)].map { row, value in
            Label(row: row, text: MetricFormat(common + [value]).string(value))
        }
        return scale
    }

    /// The scale that shows the extent with ticks on whole rows, as many rows apart everywhere.
    ///
    /// Of all distances the one is taken that leaves least of the height empty.
    static func fitted(_ extent: Extent, rows: Int, isLogarithmic: Bool) -> YScale {
        if isLogarithmic { return logarithmic(extent, rows: rows) }
        let extent = extent.divisible
        var best: (fit: Fit, score: Double)?
        for distance in 1...max(1, min(8, rows - 1)) {
            let fit = Fit(extent, rows: rows, distance: distance)
            let score = fit.score(extent)
            if score > best?.score ?? -.infinity { best = (fit, score) }
        }
        guard let fit = best?.fit else { return exact(extent, rows: rows, isLogarithmic: false) }
        var scale = YScale(rows: rows, isLogarithmic: false, top: fit.top, perDot: fit.perRow / 4)
        let ticks = Ticks.labelled(fit.values, step: fit.step.value, isNarrow: false)
        scale.labels = ticks.enumerated().map { index, tick in
            Label(row: rows - 1 - index * fit.distance, text: tick.label)
        }
        return scale
    }

    private static func logarithmic(_ extent: Extent, rows: Int) -> YScale {
        let (low, high) = (Logarithm.ten(extent.low), Logarithm.ten(extent.high))
        guard high - low >= 2 else { return onLogarithmicPaper(extent, rows: rows) }
        let first = low.rounded(.down)
        // So many decades, a whole number of rows apart, reach from the lowest row to the highest.
        let decades = high - first
        let most = Double(rows) - 0.5
        var (step, distance) = (1.0, Int(most / max(1, decades)))
        while distance < 2, step < 1000 {
            step += 1
            distance = Int(most / decades * step)
        }
        distance = max(1, min(distance, rows - 1))
        let perRow = step / Double(distance)
        let top = first + (Double(rows) - 0.5) * perRow
        var scale = YScale(rows: rows, isLogarithmic: true, top: top, perDot: perRow / 4)
        let places = Array(stride(from: 0, to: rows, by: distance))
        let exponents = places.map { Int(first) + $0 / distance * Int(step) }
        scale.labels = zip(places, Ticks.labels(exponents: exponents)).map { place, text in
            Label(row: rows - 1 - place, text: text)
        }
        return scale
    }

    /// Within two decades the bounds are the edges, and ticks stand where they belong.
    private static func onLogarithmicPaper(_ extent: Extent, rows: Int) -> YScale {
        var scale = exact(extent, rows: rows, isLogarithmic: true)
        var used: Set<Int> = []
        scale.labels = Ticks.logarithmic(extent, atMost: max(2, rows / 3)).compactMap { tick in
            guard let row = scale.row(tick.value), used.insert(row).inserted else { return nil }
            return Label(row: row, text: tick.label)
        }
        return scale
    }
}

/// A nice step a whole number of rows apart.
private struct Fit {
    let distance: Int
    let rows: Int
    private(set) var step: NiceStep
    private var first = 0.0

    /// The least step with which the rows hold the extent, its first tick in the lowest row.
    init(_ extent: Extent, rows: Int, distance: Int) {
        self.rows = rows
        self.distance = distance
        step = NiceStep(atLeast: extent.width * Double(distance) / Double(rows))
        place(extent)
        while top < extent.high { advance(extent) }
    }

    var perRow: Double { step.value / Double(distance) }
    /// The value at the upper edge.
    var top: Double { first * step.value + (Double(rows) - 0.5) * perRow }
    /// The values of the ticks from the lowest row up.
    var values: [Double] {
        stride(from: 0, to: rows, by: distance).map {
            (first + Double($0 / distance)) * step.value
        }
    }

    /// How much of the height is used, and how well the ticks are spread.
    func score(_ extent: Extent) -> Double {
        let spread = [0, 0, 0.9, 1, 1, 0.9, 0.8, 0.7, 0.6][distance]
        let used = extent.width / (perRow * Double(rows))
        // Fewer than four ticks tell little.
        let missing = max(0, 4 - (rows + distance - 1) / distance)
        return used + 0.25 * spread - (step.isQuarter ? 0.05 : 0) - 0.2 * Double(missing)
    }

    private mutating func advance(_ extent: Extent) {
        step = step.next
        place(extent)
    }

    /// The lowest row reaches half a row below its tick.
    private mutating func place(_ extent: Extent) {
        first = ((extent.low + perRow / 2) / step.value + 1e-9).rounded(.down)
    }
}
