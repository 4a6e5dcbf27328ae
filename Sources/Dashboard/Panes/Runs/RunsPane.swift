import Entities
import TUI

/// The runs of an experiment over all stores, as one table.
public struct RunsPane: View, Pointable, ListPane {
    /// Whose runs are shown.
    enum Scope: Hashable {
        /// Those of the experiment in which a run was started last.
        case newest
        /// Those of an experiment.
        case experiment(String)
        /// All.
        case all
    }

    var scope = Scope.newest
    /// What was typed, and what it means.
    var filterText = ""
    var filter: Filter?
    var order = [SortKey.newest]
    var folded: Set<Run.ID> = []
    var cursor = ListCursor<Run.ID>()
    /// The fields that were chosen for the person: what has been shown once stays where it is.
    var automatic: [Field] = []
    /// The field that the column cursor stands on.
    var currentField: Field?
    /// Where marking a range began.
    var rangeStart: Int?

    init() {}

    init(_ locator: Locator) {
        if let name = locator.path.first { scope = name == "*" ? .all : .experiment(name) }
        let keys = locator.values("sort").compactMap { SortKey($0) }
        if !keys.isEmpty { order = keys }
        if let text = locator.values("filter").first { show(filter: text, .distantPast) }
    }

    /// Shows what a filter lets through; one that is wrong changes nothing.
    mutating func show(filter text: String, _ now: Instant) {
        guard let parsed = try? Filter.parse(text, now: now) else {
            if text.trimmed.isEmpty { (filterText, filter) = ("", nil) }
            return
        }
        (filterText, filter) = (text, parsed)
        cursor.reset()
    }

    /// The experiment and the order, as in `runs/churn?sort=metrics.acc DESC`.
    public func locator(_ scene: Scene) -> Locator {
        let path: [String] =
            switch scope {
            case .newest: experiment(scene).map { [$0] } ?? []
            case .experiment(let name): [name]
            case .all: ["*"]
            }
        let isDefault = order == [.newest]
        let sort = isDefault ? [] : order.map { Locator.Setting("sort", $0.mlflow) }
        let filter = filterText.isEmpty ? [] : [Locator.Setting("filter", filterText)]
        return Locator(pane: "runs", path: path, query: filter + sort)
    }

    /// The experiment, then the runs.
    public func breadcrumbs(_ scene: Scene) -> [String] {
        [scope == .all ? "all experiments" : experiment(scene) ?? "", "runs"].filter { !$0.isEmpty }
    }

    /// The rows, what they can be shown by, and a sparkline for each row that is seen.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        var asks: [Ask] = [Ask(Experiments())]
        guard let runs = runs(scene) else { return asks }
        asks.append(Ask(RunFields(experiments: runs.experiments)))
        if let unfiltered = unfiltered(scene) { asks.append(Ask(unfiltered)) }
        let fields = fields(scene)
        let page = page(scene)
        // While the order is provisional its rows move on: more than is seen would be read in vain.
        let isSettled = page.answered > 0 && page.progress == nil
        let rows = isSettled ? cursor.window : cursor.visible
        asks.append(Ask(runs, Window(rows: rows, columns: .these(fields))))
        guard isSettled, let metric = sparkMetric(fields) else { return asks }
        for rank in cursor.visible {
            guard let run = page[rank], run.metrics[metric] != nil else { continue }
            asks.append(Ask(series(run.id, metric)))
        }
        return asks
    }

    /// Keeps the experiment it opened on, and the cursor on its run.
    public mutating func settle(_ scene: Scene, in size: Size) {
        if scope == .newest, let name = experiment(scene) { scope = .experiment(name) }
        settleFields(scene)
        let page = page(scene)
        cursor.settle(
            count: page.count.number,
            height: tableHeight(size),
            find: { id in page.ranks.first { page[$0]?.id == id } },
            id: { page[$0]?.id }
        )
    }
}

extension RunsPane {
    /// The cells of a sparkline.
    static let sparkCells = 10

    /// Rows of runs: a title, a head, and one row more where something is said.
    func tableHeight(_ size: Size) -> Int {
        max(1, size.height - 2 - (filterText.isEmpty ? 0 : 1))
    }

    /// The question; nil while it is not known which experiment is the newest.
    func runs(_ scene: Scene) -> Runs? {
        let name = experiment(scene)
        guard scope == .all || name != nil else { return nil }
        return Runs(
            experiments: scope == .all ? nil : name.map { [$0] },
            filter: filter,
            order: order,
            isNested: order == [.newest] && filter == nil,
            folded: folded
        )
    }

    /// All runs that the filter chooses from, to be counted; nil without a filter.
    func unfiltered(_ scene: Scene) -> Runs? {
        guard filter != nil, let runs = runs(scene) else { return nil }
        return Runs(experiments: runs.experiments)
    }

    /// The experiment's name; while it is not known, the one with the newest run.
    func experiment(_ scene: Scene) -> String? {
        if case .experiment(let name) = scope { return name }
        let experiments = self.experiments(scene)
        let active = experiments.filter { $0.lastActivity != nil }
        let newest = active.max {
            ($0.lastActivity ?? .distantPast, $1.id) < ($1.lastActivity ?? .distantPast, $0.id)
        }
        return newest?.name ?? experiments.min { $0.id < $1.id }?.name
    }

    /// Every experiment of every store that has answered.
    func experiments(_ scene: Scene) -> [Experiment] {
        scene.catalog[Experiments()].values.compactMap(\.answer).flatMap(\.experiments)
    }

    func page(_ scene: Scene) -> MergedPage<Run> {
        guard let runs = runs(scene) else { return MergedPage([], order: order) }
        return scene.catalog.page(runs, order: order)
    }

    func series(_ run: Run.ID, _ metric: String) -> MetricSeries {
        MetricSeries(run: run, key: metric, columns: RunsPane.sparkCells)
    }

    /// Takes a click: on the head it sorts, on a row it goes there.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let head = filterText.isEmpty ? 1 : 2
        if at.y == head {
            let table = table(scene)
            let hit = table.places(in: size.width).first { $0.x <= at.x && at.x < $0.x + $0.width }
            guard let hit, let field = specs(scene)[hit.index].field else { return [] }
            sort(by: field)
        } else if at.y > head {
            return move(to: cursor.top + at.y - head - 1, scene)
        }
        return []
    }

    /// The rows, as far as they are loaded.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Run.ID?) {
        let page = page(scene)
        return (page.count.number, { page[$0]?.id })
    }

    /// Sorts by a field, the best guess of a direction first; again turns it round.
    mutating func sort(by field: Field) {
        if order.first?.field == field, let key = order.first {
            order = [SortKey(field, descending: !key.descending)]
        } else {
            order = [SortKey(field, descending: Direction(field).isDescendingFirst)]
        }
        currentField = field
        cursor.reset()
    }
}
