import Entities
import TUI

/// The experiments of all stores, one row a name.
public struct ExperimentsPane: View, Pointable, FilteredList {
    static let subject = FilterPane.Subject.experiments
    var arrangement = Arrangement(ListOrder<ExperimentField>.newest)
    var cursor = ListCursor<String>()
    private var landed = LandedExperiments()
    /// Those that fulfil the filter; nil without one.
    private var found: LandedExperiments?
    /// The experiments that are shown, in their order.
    private(set) var rows: [MergedExperiments.Row] = []

    init(_ locator: Locator) { take(locator) }

    /// The filter and the order, as in `experiments?sort=runs DESC`.
    public func locator(_ scene: Scene) -> Locator {
        Locator(pane: "experiments", query: arrangement.settings(first: .newest))
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["experiments"] }

    /// The experiments, and for the rows that are seen the best run.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let seen = cursor.visible.clamped(to: rows.indices).filter(isBestAsked)
        let filtered = found.map { [Ask($0.question)] } ?? []
        return [Ask(landed.question)] + filtered + seen.flatMap { bestQuestions(rows[$0], scene) }
    }

    /// Merges what has landed, and keeps the cursor on its experiment.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let hasLanded = landed.settle(scene)
        let hasFound = found?.settle(scene) ?? false
        if hasLanded || hasFound { arrange() }
        cursor.settle(
            count: rows.count,
            height: tableHeight(size),
            find: { name in rows.firstIndex { $0.name == name } },
            id: { rows.indices.contains($0) ? rows[$0].name : nil }
        )
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> String?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].name : nil })
    }

    /// Takes a click: on the head it sorts, on a row it goes there.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let head = filterText.isEmpty ? 1 : 2
        if at.y == head {
            let places = table(scene).places(in: size.width)
            let hit = places.first { $0.x <= at.x && at.x < $0.x + $0.width }
            if let field = hit.flatMap({ specs(scene)[$0.index].field }) { sort(by: field) }
        } else if at.y > head {
            return move(to: cursor.top + at.y - head - 1, scene)
        }
        return []
    }
}

extension ExperimentsPane {
    /// All experiments of all stores.
    var experiments: MergedExperiments { landed.merged }

    /// Rows of experiments: a title, a head, and one row more where a filter is in force.
    private func tableHeight(_ size: Size) -> Int {
        max(1, size.height - 2 - (filterText.isEmpty ? 0 : 1))
    }

    /// The experiment under the cursor.
    var current: MergedExperiments.Row? {
        rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil
    }

    mutating func show(_ filter: Filter?, writtenAs text: String) {
        found = filter.map { LandedExperiments($0) }
    }

    /// The question that the rows are the answer to.
    var question: Experiments { (found ?? landed).question }

    mutating func arrange() { rows = order.sorted((found ?? landed).merged.rows) }
}
