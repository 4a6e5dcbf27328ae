import Entities
import TUI

/// What is known of the best run of an experiment.
enum BestRun {
    /// It is not asked for, or not answered yet.
    case unknown
    /// None of its metrics says by its name which way it is better.
    case none
    /// The metric it is told by, which way that is better, and the run once it is known.
    case by(String, Direction, Run?)
}

extension ExperimentsPane {
    /// Experiments with more runs are sorted only where the cursor stands, not in passing.
    private static let longest = 50_000

    /// Whether the best run of a row is asked for.
    func isBestAsked(_ rank: Int) -> Bool {
        let row = rows[rank]
        guard let runs = row.activity?.runs.number, runs > 0 else { return false }
        return rank == cursor.rank || (!row.isCounting && runs <= Self.longest)
    }

    func bestQuestions(_ row: MergedExperiments.Row, _ scene: Scene) -> [Ask] {
        let fields = Ask(RunFields(experiments: [row.name]))
        guard case .by(let key, let direction, _) = best(row, scene) else { return [fields] }
        let window = Window(rows: 0..<1, columns: .these([.metric(key)]))
        return [fields, Ask(runs(of: row, by: key, direction), window)]
    }

    func best(_ row: MergedExperiments.Row, _ scene: Scene) -> BestRun {
        if row.activity?.runs == .exactly(0) { return .none }
        let feeds = scene.catalog[RunFields(experiments: [row.name])]
        guard row.sources.allSatisfy({ feeds[$0] != nil }) else { return .unknown }
        let common = row.sources.compactMap { feeds[$0]?.answer?.common }
        guard !common.isEmpty else { return .unknown }
        let fields = common.flatMap(\.self).filter { $0.isMetric && !$0.isSystem }
        let telling = fields.filter(\.isValidation) + fields.filter { !$0.isValidation }
        for case .metric(let key) in telling {
            let direction = Direction(.metric(key))
            guard direction != .unknown else { continue }
            return .by(key, direction, bestRun(of: row, by: key, direction, scene))
        }
        return .none
    }

    /// The first run by a metric, once the order is final and every store has answered.
    private func bestRun(
        of row: MergedExperiments.Row,
        by key: String,
        _ direction: Direction,
        _ scene: Scene
    ) -> Run? {
        let question = runs(of: row, by: key, direction)
        let feeds = scene.catalog[question]
        guard row.sources.allSatisfy({ feeds[$0] != nil }) else { return nil }
        let page: MergedPage<Run> = scene.catalog.page(question, order: question.order)
        return page.progress == nil ? page[0] : nil
    }

    private func runs(
        of row: MergedExperiments.Row,
        by key: String,
        _ direction: Direction
    ) -> Runs {
        let order = SortKey(.metric(key), descending: direction.isDescendingFirst)
        return Runs(experiments: [row.name], order: [order])
    }
}
