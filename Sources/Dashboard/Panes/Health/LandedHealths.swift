import Entities
import TUI

/// Something that serves, as it is shown.
struct MeasuredRow: Sendable {
    let health: Health
    /// How it does; what a source says that does not answer any more is stale.
    let state: Health.State
    /// Its strip, a step a column of the axis.
    let steps: [Int?]

    /// Whether it is known only as it was.
    var isStale: Bool { state == .stale }
}

/// What all sources measure: merged and laid on one axis when something lands, not when it is
/// drawn.
struct LandedHealths: Sendable {
    /// What serves, the worst first.
    private(set) var rows: [MeasuredRow] = []
    /// The columns of all strips; nil before anything has landed.
    private(set) var axis: TimeWindow?
    /// What is wrong with answers although they are some.
    private(set) var warnings: [String] = []
    /// What was last asked.
    private(set) var question: Healths?
    /// Whether what is shown answers what was last asked.
    private(set) var isCurrent = false
    private var answers: [Source.ID: Healths.Answer] = [:]
    private var stale: Set<Source.ID> = []

    /// Whether any source has answered.
    var isEmpty: Bool { answers.isEmpty }

    /// Takes in what has landed, and returns whether that is anything new; what was there stays
    /// until the question that is asked now is answered.
    mutating func settle(_ question: Healths, _ scene: Scene) -> Bool {
        self.question = question
        let feeds = scene.catalog[question]
        let landed = feeds.compactMapValues(\.answer)
        isCurrent = !landed.isEmpty
        let known = Set(scene.catalog.sources.map(\.id))
        let shown = answers.filter { known.contains($0.key) }.merging(landed) { $1 }
        let old = stale.subtracting(landed.keys)
            .union(feeds.filter { $0.value.failure != nil }.keys)
        let windows = (landed.isEmpty ? shown : landed).values.map(\.window)
        let wanted = Self.axis(windows, until: scene.now)
        guard (shown, old, wanted) != (answers, stale, axis) else { return false }
        (answers, stale, axis) = (shown, old, wanted)
        arrange()
        return true
    }

    /// Whether a source has ever answered.
    func knows(_ source: Source.ID) -> Bool { answers[source] != nil }

    /// What an alert is about: what it names, or else the worst of what it concerns.
    func service(of alert: Alert) -> Health? {
        let row = rows.first { alert.names($0.health) } ?? rows.first { alert.concerns($0.health) }
        return row?.health
    }

    private mutating func arrange() {
        let all = answers.sorted { $0.key < $1.key }
        let isAlone = all.count < 2
        warnings = all.flatMap { source, answer in
            answer.warnings.map { isAlone ? $0 : "\(source.name): \($0)" }
        }
        rows = all.flatMap { source, answer in
            answer.services.map { row($0, of: answer.window, isOld: stale.contains(source)) }
        }.sorted { $0.place < $1.place }
    }

    private func row(_ health: Health, of window: TimeWindow, isOld: Bool) -> MeasuredRow {
        MeasuredRow(
            health: health,
            state: isOld ? .stale : health.state,
            steps: axis.map { health.steps(from: window, on: $0) } ?? []
        )
    }

    /// The columns of the newest answer, moved on by whole columns where that has become old: an
    /// axis ends now, and its end is empty where nothing came.
    static func axis(_ windows: [TimeWindow], until now: Instant) -> TimeWindow? {
        guard var axis = windows.max(by: { $0.end < $1.end }) else { return nil }
        axis.columns = min(axis.columns, 1000)
        let late = now.milliseconds(since: axis.end)
        if late > max(60_000, 2 * axis.step) {
            axis.start.milliseconds += late / axis.step * axis.step
        }
        return axis
    }
}

extension MeasuredRow {
    /// By what hurts now, by what hurt when it was last known, and by name.
    fileprivate var place: (Int, Int, Health.ID) { (state.rank, health.state.rank, health.id) }
}

extension Health {
    /// How hot each column of an axis was: the worst of all objectives, or what leads where there
    /// are none that can be told.
    func steps(from window: TimeWindow, on axis: TimeWindow) -> [Int?] {
        let shares = objectives.compactMap { objective in
            lines[objective.measure]?.map(objective.share)
        }
        if shares.contains(where: { $0.contains { !$0.isNaN } }) {
            return window.worst(of: shares, on: axis).map(HeatStrip.step)
        }
        let line = leading.flatMap { lines[$0] } ?? []
        return HeatStrip.calm(window.worst(of: [line], on: axis))
    }
}

extension TimeWindow {
    /// The greatest value of lines over these columns in each column of another window; where
    /// those are finer, what is nearest.
    fileprivate func worst(of lines: [[Double]], on axis: TimeWindow) -> [Double] {
        var worst = Array(repeating: Double.nan, count: axis.columns)
        for line in lines {
            for (column, value) in line.prefix(columns).enumerated() where !value.isNaN {
                guard let place = self == axis ? column : axis.column(of: moment(column)) else {
                    continue
                }
                worst[place] = worst[place].isNaN ? value : max(worst[place], value)
            }
        }
        guard step > axis.step else { return worst }
        return worst.indices.map { place in
            guard let column = column(of: axis.moment(place)) else { return worst[place] }
            let near = lines.compactMap { $0.indices.contains(column) ? $0[column] : nil }
            return near.filter { !$0.isNaN }.max() ?? .nan
        }
    }
}
