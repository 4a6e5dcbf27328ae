import Entities
import TUI

/// One metric of several runs, full screen.
public struct ChartPane: View {
    let key: String
    /// The runs; the first is the baseline.
    let runs: [Run.ID]
    var axis = MetricSeries.Axis.step
    var smoothing = 0.0
    var isLogarithmic = false
    /// Whether a few values far from the others are clipped.
    var clips = true
    /// What is looked at, in places of the axis; nil for all.
    var range: ClosedRange<Int64>?
    /// Where the cursor stands, in places of the axis; nil while there is none.
    var cursor: Int64?
    /// The last answer for each run: the old picture stays until the next one is there.
    private(set) var shown: [Run.ID: Series] = [:]

    init(_ key: String, of runs: [Run.ID]) {
        self.key = key
        self.runs = runs
    }

    /// The metric and its settings, as in `chart/val%2floss?run=mlflow/e3b0c442&smoothing=0.9`.
    public func locator(_ scene: Scene) -> Locator {
        var query = runs.map { run in
            let place = [run.source.context, run.source.name, run.key].joined(separator: "|")
            return Locator.Setting("run", place)
        }
        if axis != .step { query.append(Locator.Setting("x", axis.rawValue)) }
        if smoothing > 0 { query.append(Locator.Setting("smoothing", "\(smoothing)")) }
        if isLogarithmic { query.append(Locator.Setting("y", "log")) }
        if let range {
            query.append(Locator.Setting("range", "\(range.lowerBound)..\(range.upperBound)"))
        }
        return Locator(pane: "chart", path: [key], query: query)
    }

    init(_ locator: Locator) {
        key = locator.path.first ?? ""
        runs = locator.values("run").compactMap { place in
            let parts = place.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let source = Source.ID(String(parts[1]), context: String(parts[0]))
            return Run.ID(source: source, key: String(parts[2]))
        }
        axis = locator.values("x").first.flatMap(MetricSeries.Axis.init) ?? .step
        let weight = locator.values("smoothing").first.flatMap(Double.init) ?? 0
        smoothing = MetricSeries.weight(weight)
        isLogarithmic = locator.values("y") == ["log"]
        let bounds = locator.values("range").first?.split(separator: ".").compactMap { Int64($0) }
        if let bounds, bounds.count == 2, bounds[0] <= bounds[1] { range = bounds[0]...bounds[1] }
    }

    /// The runs, then the metric.
    public func breadcrumbs(_ scene: Scene) -> [String] {
        let name = runs.first.flatMap { scene.catalog.feed(WholeRun($0))?.answer?.run }
        let whose = runs.count == 1 ? name?.name ?? "run" : "\(runs.count) marked"
        return [name?.experimentName ?? "", "runs", whose, key].filter { !$0.isEmpty }
    }

    /// Each run with its course, two columns a cell.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        runs.flatMap { run in [Ask(WholeRun(run)), Ask(question(run, in: size))] }
    }

    /// Takes over the answers that have come.
    public mutating func settle(_ scene: Scene, in size: Size) {
        for run in runs {
            guard let answer = scene.catalog.feed(question(run, in: size))?.answer else { continue }
            shown[run] = answer
        }
    }
}

extension ChartPane {
    /// The cells of the legend at the right.
    static let legend = 44

    /// The cells of the chart.
    func chartWidth(_ size: Size) -> Int {
        size.width < 100 ? size.width : size.width - ChartPane.legend
    }

    private func question(_ run: Run.ID, in size: Size) -> MetricSeries {
        MetricSeries(
            run: run,
            key: key,
            columns: max(2, (chartWidth(size) - 9) * 2),
            axis: axis,
            range: range ?? whole,
            smoothing: smoothing
        )
    }

    /// What all runs together span; nil while nothing is known.
    var whole: ClosedRange<Int64>? {
        let wholes = runs.compactMap { shown[$0] }.filter { $0.count > 0 }.map(\.whole)
        guard runs.count > 1, wholes.count == runs.count,
            let low = wholes.map(\.lowerBound).min(), let high = wholes.map(\.upperBound).max()
        else { return nil }
        return low...high
    }

    /// What is seen; nil while nothing is known.
    var seen: ClosedRange<Int64>? {
        if let range { return range }
        let wholes = runs.compactMap { shown[$0] }.filter { $0.count > 0 }.map(\.whole)
        guard let low = wholes.map(\.lowerBound).min(), let high = wholes.map(\.upperBound).max()
        else { return nil }
        return low...high
    }

    /// The colour and sign of a run: its mark's, or its place among the runs.
    func number(of run: Run.ID, _ scene: Scene) -> Int {
        scene.session.mark(of: run) ?? (runs.firstIndex(of: run) ?? 0) + 1
    }
}
