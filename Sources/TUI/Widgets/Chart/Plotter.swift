/// Draws one line into a raster, never over a gap.
struct Plotter {
    /// The samples of one column of dots, as places of dots from the upper edge.
    private struct Column {
        var place: Double
        var top: Double
        var bottom: Double
        var last: Double
        var firstBucket: Int
        var lastBucket: Int

        var dot: Int { Int(max(-1e9, min(1e9, place.rounded(.down)))) }

        mutating func merge(_ next: Column) {
            top = min(top, next.top)
            bottom = max(bottom, next.bottom)
            last = next.last
            lastBucket = next.lastBucket
        }
    }

    /// Where a line ends, in dots.
    struct End {
        var x: Int
        var y: Double
    }

    let scale: YScale
    let x: Extent
    private(set) var raster: Raster
    /// What lay outside of the plot, so far.
    private(set) var clipped = LineChart.Clipped()
    private var previous: Column?
    private var reach = 1

    /// A plotter on an empty raster.
    init(_ size: Size, scale: YScale, x: Extent) {
        self.scale = scale
        self.x = x
        raster = Raster(size)
    }

    /// Draws a line; nil where nothing of it is seen.
    mutating func draw(_ line: LineChart.Line, number: Int) -> End? {
        let own = line.extent ?? x
        let perBucket = own.width / Double(max(1, line.buckets.count))
        let perDot = x.width / Double(raster.size.width * 2)
        (previous, reach) = (nil, line.reach)
        // Lines go on beyond the edges.
        let indices = line.visible(in: x).widened(by: reach, within: line.buckets.count)
        var column: Column?
        var end: End?
        for index in indices {
            guard let bucket = line.buckets[index] else { continue }
            let place = (own.low - x.low + (Double(index) + 0.5) * perBucket) / perDot
            guard let next = self.column(bucket, at: place, index) else {
                finish(&column, &end)
                previous = nil
                continue
            }
            if column?.dot == next.dot {
                column?.merge(next)
            } else {
                finish(&column, &end)
                column = next
            }
        }
        finish(&column, &end)
        raster.commit(number, isSelected: line.isSelected)
        return end
    }

    private mutating func column(
        _ bucket: LineChart.Bucket,
        at place: Double,
        _ index: Int
    ) -> Column? {
        if scale.isLogarithmic, bucket.minimum <= 0 { clipped.withoutLogarithm += 1 }
        let highest = near(scale.dot(bucket.maximum))
        let lowest = near(scale.dot(bucket.minimum))
        guard let top = highest ?? lowest, let bottom = lowest ?? highest else { return nil }
        return Column(
            place: place,
            top: min(top, bottom),
            bottom: max(top, bottom),
            last: bucket.last.isFinite
                ? near(scale.dot(bucket.last)) ?? bottom : (top + bottom) / 2,
            firstBucket: index,
            lastBucket: index
        )
    }

    private mutating func finish(_ column: inout Column?, _ end: inout End?) {
        guard let done = column else { return }
        column = nil
        if let previous, done.firstBucket - previous.lastBucket <= reach {
            join(previous, done)
        }
        raster.fill(done.dot, whole(done.top), whole(done.bottom))
        if 0..<raster.size.width * 2 ~= done.dot {
            note(done)
            end = End(x: done.dot, y: done.last)
        }
        previous = done
    }

    /// Connects two columns: their spans change evenly over empty ones between them.
    private mutating func join(_ left: Column, _ right: Column) {
        var (top, bottom) = (whole(left.top), whole(left.bottom))
        let distance = Double(max(1, right.dot - left.dot))
        let slopes = ((right.top - left.top) / distance, (right.bottom - left.bottom) / distance)
        let columns = raster.size.width * 2
        for dot in max(left.dot, -2) + 1..<max(min(right.dot, columns), max(left.dot, -2) + 1) {
            let step = Double(dot - left.dot)
            let here = (whole(left.top + slopes.0 * step), whole(left.bottom + slopes.1 * step))
            raster.fill(dot, here.0, here.1)
            if dot >= 0 { connect(dot, (top, bottom), here) }
            (top, bottom) = here
        }
        guard right.dot < columns else { return }
        connect(right.dot, (top, bottom), (whole(right.top), whole(right.bottom)))
    }

    /// Fills what lies between two columns side by side: half in the left one, half in the right.
    private mutating func connect(_ dot: Int, _ left: (Int, Int), _ right: (Int, Int)) {
        if left.1 < right.0 - 1 {
            let middle = (left.1 + right.0) / 2
            raster.fill(dot - 1, left.1 + 1, middle)
            raster.fill(dot, middle + 1, right.0 - 1)
        } else if left.0 > right.1 + 1 {
            let middle = (right.1 + left.0) / 2
            raster.fill(dot, right.1 + 1, middle)
            raster.fill(dot - 1, middle + 1, left.0 - 1)
        }
    }

    private mutating func note(_ column: Column) {
        let place = x.low + (column.place * x.width) / Double(raster.size.width * 2)
        if column.top < 0 { clipped.add(above: place) }
        if column.bottom >= Double(raster.size.height * 4) { clipped.add(below: place) }
    }

    /// A place on the canvas or not too far from it, which can be counted; nil where there is none.
    private func near(_ dot: Double) -> Double? { dot.isNaN ? nil : max(-1e6, min(1e6, dot)) }

    private func whole(_ place: Double) -> Int { Int(place.rounded(.down)) }
}

extension Range<Int> {
    fileprivate func widened(by margin: Int, within count: Int) -> Range<Int> {
        Swift.max(0, lowerBound - margin)..<Swift.min(count, upperBound + margin)
    }
}

extension LineChart.Line {
    /// How many buckets apart two samples may be that belong together.
    var reach: Int {
        guard let count, let first = buckets.firstIndex(where: { $0 != nil }),
            let last = buckets.lastIndex(where: { $0 != nil })
        else { return 1 }
        let distance = Double(last - first + 1) / Double(max(1, count))
        return max(1, Int((2 * distance).rounded(.up)))
    }
}
