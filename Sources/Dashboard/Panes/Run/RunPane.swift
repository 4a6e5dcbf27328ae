import Entities
import TUI

/// One run: params, metrics, what it was made from, its files, and its metrics as charts.
public struct RunPane: View {
    let run: Run.ID
    /// Where keys go.
    var area = RunArea.params
    /// Where the cursor of each area stands.
    var cursors: [RunArea: ListCursor<String>] = [:]
    /// What keys must contain to be shown.
    var search = ""
    /// The sections of charts that are folded away.
    var folded: Set<String> = []
    /// What the areas list.
    private(set) var lists = RunLists()

    init(_ run: Run.ID) { self.run = run }

    /// The run's store and id, as in `run/mlflow/e3b0c44298fc`.
    public func locator(_ scene: Scene) -> Locator {
        var query = search.isEmpty ? [] : [Locator.Setting("search", search)]
        if !run.source.context.isEmpty {
            query.append(Locator.Setting("context", run.source.context))
        }
        return Locator(pane: "run", path: [run.source.name, run.key], query: query)
    }

    init(_ locator: Locator) {
        let context = locator.values("context").first ?? ""
        let source = Source.ID(locator.path.first ?? "", context: context)
        self.init(Run.ID(source: source, key: locator.path.dropFirst().joined(separator: "/")))
        search = locator.values("search").first ?? ""
    }

    /// The experiment, then the run.
    public func breadcrumbs(_ scene: Scene) -> [String] {
        guard let run = detail(scene)?.run else { return ["runs", run.key] }
        return [run.experimentName, "runs", run.name].filter { !$0.isEmpty }
    }

    /// The run, its files, and the courses of the metrics that are seen.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let layout = layout(in: Rect(size))
        return [Ask(WholeRun(run)), Ask(Artifacts(of: .run(run)))]
            + visible(.metrics, lists.metrics).map { Ask(course(of: $0)) }
            + charts(layout).map { Ask($0.question) }
    }

    /// Makes the lists anew where something has come, and keeps each area's cursor on its row.
    public mutating func settle(_ scene: Scene, in size: Size) {
        settleLists(scene)
        let layout = layout(in: Rect(size))
        for area in RunArea.allCases {
            let keys = lists.keys(of: area)
            cursors[area, default: ListCursor()].settle(
                count: keys.count,
                height: rowsSeen(of: area, layout),
                find: { keys.firstIndex(of: $0) },
                id: { keys.indices.contains($0) ? keys[$0] : nil }
            )
        }
    }

    private mutating func settleLists(_ scene: Scene) {
        let (whole, files) = (
            scene.catalog.feed(WholeRun(run)), scene.catalog.feed(Artifacts(of: .run(run)))
        )
        let stamp = RunLists.Stamp(detail: whole?.answeredAt, files: files?.answeredAt)
        if stamp != lists.stamp, let detail = whole?.answer {
            lists = RunLists(detail, files: files?.answer ?? [], stamp)
        }
        lists.show(matching: search, folded: folded)
    }
}

extension RunPane {
    func detail(_ scene: Scene) -> RunDetail? { scene.catalog.feed(WholeRun(run))?.answer }

    /// The key under the cursor of the area that keys go to.
    var currentKey: String? { cursors[area]?.id }

    /// The course of a metric for its best value, in as few columns as there can be.
    func course(of key: String) -> MetricSeries { MetricSeries(run: run, key: key, columns: 1) }

    /// The rows of a list that are seen.
    func visible<Row>(_ area: RunArea, _ rows: [Row]) -> ArraySlice<Row> {
        guard let cursor = cursors[area] else { return [] }
        return rows[cursor.visible.clamped(to: 0..<rows.count)]
    }
}
