import Entities
import Statistics

/// What a target has told so far: its series, and their samples.
struct ScrapedHistory {
    /// A series and its column in the ring.
    struct Series {
        let name: SeriesName
        let slot: Int
    }

    /// A day of scrapes, one each 15 seconds.
    private(set) var ring = SampleRing(capacity: 5760)
    /// Whether each scrape of the ring succeeded: a series beside those of the target.
    private var outcomes = SampleRing(capacity: 5760)
    private var index = SeriesIndex()
    private var series: [String: [Series]] = [:]
    /// What was said of the clock when it last jumped; nil where it did not.
    private(set) var jump: String?

    /// The names of the metrics that there are.
    var names: Set<String> { Set(series.keys) }

    /// The series of a metric.
    func series(of metric: String) -> [Series] { series[metric] ?? [] }

    /// Takes a page in; a wrong one throws, and tells nothing.
    mutating func take(
        _ body: [UInt8],
        as format: ExpositionFormat,
        at moment: Instant
    ) throws(ExpositionError) {
        try index.read(body, as: format)
        keep(moment, isThere: true)
    }

    /// Takes in that nothing was told.
    mutating func takeNothing(at moment: Instant) {
        index.readNothing()
        keep(moment, isThere: false)
    }

    private mutating func keep(_ moment: Instant, isThere: Bool) {
        let time = moment.milliseconds
        if case .early(let by) = ring.append(index.values, at: time) {
            // The new time is taken as the right one: rates begin anew.
            jump =
                "the clock was set back by \(by / 1000) s; what came after \(moment) is forgotten"
            ring.drop(after: time - 1)
            outcomes.drop(after: time - 1)
            ring.append(index.values, at: time)
        }
        outcomes.append([isThere ? 1 : 0], at: time)
        for slot in index.appeared { add(slot) }
        for slot in index.forget(absentFor: ring.capacity) { forget(slot) }
    }

    private mutating func add(_ slot: Int) {
        guard let name = index.name(of: slot) else { return }
        let isKnown = series[name.metric]?.contains { $0.slot == slot } ?? false
        if !isKnown { series[name.metric, default: []].append(Series(name: name, slot: slot)) }
    }

    private mutating func forget(_ slot: Int) {
        for metric in Array(series.keys) {
            series[metric]?.removeAll { $0.slot == slot }
            if series[metric]?.isEmpty == true { series[metric] = nil }
        }
    }

    /// Whether the target answered last before each moment; NaN before it was asked.
    func answered(_ moments: [Int64]) -> [Double] {
        var window = SampleWindow(from: 0, to: 0)
        return moments.map { moment in
            window.clear(from: moment - 60_000, to: moment)
            outcomes.read(0, into: &window)
            return window.values.last ?? .nan
        }
    }
}
