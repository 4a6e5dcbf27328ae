import Entities
import TUI

extension ChartPane {
    /// The cursor, zooming, and how the axes count.
    public static let keys: [KeyBinding<ChartPane>] = [
        KeyBinding("h left", "cursor to the left", .look, footer: "cursor") { pane, _ in
            pane.move(by: -1)
        },
        KeyBinding("l right", "cursor to the right", .look) { pane, _ in pane.move(by: 1) },
        KeyBinding("^b pgup", "a page to the left", .look) { pane, _ in pane.pan(by: -0.8) },
        KeyBinding("^f pgdn", "a page to the right", .look) { pane, _ in pane.pan(by: 0.8) },
        KeyBinding("gg home", "the first place", .look) { pane, _ in
            pane.jump(to: \.lowerBound)
        },
        KeyBinding("G end", "the last place", .look) { pane, _ in pane.jump(to: \.upperBound) },
        KeyBinding("+ =", "zoom in around the cursor", .look, footer: "zoom") { pane, _ in
            pane.zoom(by: 0.5)
        },
        KeyBinding("- _", "zoom out", .look) { pane, _ in pane.zoom(by: 2) },
        KeyBinding("z", "show everything", .look) { pane, _ in
            pane.range = nil
            return []
        },
        KeyBinding(",", "smoothing: none, 0.6, 0.9, 0.99", .look, footer: "smoothing") { pane, _ in
            let steps = [0, 0.6, 0.9, 0.99]
            pane.smoothing = steps.first { $0 > pane.smoothing } ?? 0
            return []
        },
        KeyBinding("x", "axis: steps, time since the start, time of day", .look, footer: "x axis") {
            pane,
            _ in
            let all = MetricSeries.Axis.allCases
            let next = (all.firstIndex(of: pane.axis) ?? 0) + 1
            pane.axis = all[next % all.count]
            (pane.range, pane.cursor) = (nil, nil)
            return []
        },
        KeyBinding("o", "linear, logarithmic, everything without clipping", .look, footer: "y axis")
        {
            pane,
            _ in
            switch (pane.isLogarithmic, pane.clips) {
            case (false, true): (pane.isLogarithmic, pane.clips) = (true, true)
            case (true, _): (pane.isLogarithmic, pane.clips) = (false, false)
            case (false, false): pane.clips = true
            }
            return []
        },
        KeyBinding("gr", "runs of the experiment", .go) { pane, scene in
            let run = pane.runs.first.flatMap { scene.catalog.feed(WholeRun($0))?.answer?.run }
            return run.map { [.go(Locator(pane: "runs", path: [$0.experimentName]))] } ?? []
        },
        KeyBinding("y", "copy the value at the cursor", .look, footer: "copy value") { pane, _ in
            guard let run = pane.runs.first, let value = pane.value(of: run) else {
                return [.notify("there is no value here")]
            }
            return [.copy("\(value)")]
        },
    ]
}

extension ChartPane {
    /// About a two-hundredth of what is seen.
    private var step: Int64 {
        guard let seen else { return 1 }
        return max(1, Int64((Double(seen.upperBound) - Double(seen.lowerBound)) / 200))
    }

    private mutating func move(by steps: Int64) -> [Effect] {
        guard let seen else { return [] }
        let place = cursor.map { $0.adding(steps * step) } ?? seen.middle
        cursor = place
        if place < seen.lowerBound || place > seen.upperBound {
            _ = pan(by: steps < 0 ? -0.5 : 0.5)
        }
        cursor = clamped(place)
        return []
    }

    private func clamped(_ place: Int64) -> Int64 {
        guard let seen else { return place }
        return min(seen.upperBound, max(seen.lowerBound, place))
    }

    private mutating func jump(to end: KeyPath<ClosedRange<Int64>, Int64>) -> [Effect] {
        guard let all = everything else { return [] }
        if let range {
            let width = Double(range.upperBound) - Double(range.lowerBound)
            let isStart = all[keyPath: end] == all.lowerBound
            let low = isStart ? Double(all.lowerBound) : Double(all.upperBound) - width
            show(from: low, width: width, within: all)
        }
        cursor = all[keyPath: end]
        return []
    }

    /// What there is to see, whatever is zoomed to.
    private var everything: ClosedRange<Int64>? {
        let wholes = runs.compactMap { shown[$0]?.whole }
        guard let low = wholes.map(\.lowerBound).min(), let high = wholes.map(\.upperBound).max()
        else { return nil }
        return low...high
    }

    private mutating func zoom(by factor: Double) -> [Effect] {
        guard let seen, let all = everything else { return [] }
        let width = Double(seen.upperBound) - Double(seen.lowerBound)
        let middle = Double(cursor ?? seen.middle)
        let share = width > 0 ? (middle - Double(seen.lowerBound)) / width : 0.5
        let wanted = max(4, width * factor)
        show(from: middle - wanted * share, width: wanted, within: all)
        return []
    }

    private mutating func pan(by share: Double) -> [Effect] {
        guard let range, let all = everything else { return [] }
        let width = Double(range.upperBound) - Double(range.lowerBound)
        show(from: Double(range.lowerBound) + width * share, width: width, within: all)
        cursor = cursor.map(clamped)
        return []
    }

    private mutating func show(from low: Double, width: Double, within all: ClosedRange<Int64>) {
        let (first, last) = (Double(all.lowerBound), Double(all.upperBound))
        guard width < last - first else {
            range = nil
            return
        }
        let wanted = Int64(saturating: min(last - width, max(first, low)))
        let start = min(all.upperBound, max(all.lowerBound, wanted))
        range = start...min(all.upperBound, start.adding(Int64(saturating: width)))
    }

    /// The value of a run at the cursor, or the last one where there is none.
    func value(of run: Run.ID) -> Double? {
        guard let series = shown[run] else { return nil }
        guard let cursor else { return series.last?.value }
        return series.value(at: cursor)
    }
}

extension ClosedRange<Int64> {
    /// The place half way; steps may be as far apart as numbers can be.
    fileprivate var middle: Int64 {
        lowerBound + Int64(UInt64(bitPattern: upperBound &- lowerBound) / 2)
    }
}

extension Int64 {
    /// The sum, or the number that is nearest to it.
    fileprivate func adding(_ other: Int64) -> Int64 {
        let (sum, isBeyond) = addingReportingOverflow(other)
        return isBeyond ? (other < 0 ? .min : .max) : sum
    }

    /// The number that is nearest to `value`.
    fileprivate init(saturating value: Double) {
        self = value >= 0x1p63 ? .max : value <= -0x1p63 ? .min : Int64(value)
    }
}

extension Series {
    /// The value of the column that a place lies in, or of the last one before it; nil outside.
    func value(at place: Int64) -> Double? {
        guard range.contains(place), whole.contains(place), !buckets.isEmpty else { return nil }
        let width = Double(range.upperBound) - Double(range.lowerBound) + 1
        let share = (Double(place) - Double(range.lowerBound)) / width
        let column = min(buckets.count - 1, Int(share * Double(buckets.count)))
        return buckets[...column].last { $0 != nil }?.map(\.last)
    }
}
