import Entities
import TUI

extension RunsPane {
    /// How many metrics and params are chosen where nobody has chosen.
    private static let automatic = (metrics: 4, params: 6)

    /// The metrics, params and tags that are shown: those chosen, or the most common ones.
    ///
    /// What the table is sorted by is always among them, and the first metric.
    func fields(_ scene: Scene) -> [Field] {
        guard let runs = runs(scene) else { return [] }
        let chosen = scene.session.columns[runs.experiments?.first ?? "*"] ?? automatic
        let sorted = order.map(\.field).filter { !$0.isAttribute }
        let all = sorted + chosen.filter { !sorted.contains($0) }
        return all.filter(\.isMetric) + all.filter { !$0.isMetric }
    }

    /// Chooses fields once every source has answered, and later adds what there is room for.
    mutating func settleFields(_ scene: Scene) {
        let question = RunFields(experiments: runs(scene)?.experiments)
        let feeds = scene.catalog[question]
        guard feeds.count >= scene.catalog.sources.count else { return }
        let answers = feeds.sorted { $0.key < $1.key }.compactMap(\.value.answer)
        let common = answers.flatMap(\.common)
        add(common.filter { $0.isMetric && !$0.isSystem }, upTo: Self.automatic.metrics)
        add(common.filter(\.isParam), upTo: Self.automatic.params)
    }

    /// Adds fields of one kind while there are fewer than `limit`, the most telling first.
    private mutating func add(_ fields: [Field], upTo limit: Int) {
        var count = automatic.count { $0.isMetric == fields.first?.isMetric }
        let fresh = fields.filter { !automatic.contains($0) }
        for field in fresh.filter(\.isValidation) + fresh.filter({ !$0.isValidation }) {
            guard count < limit else { return }
            guard !automatic.contains(field) else { continue }
            automatic.append(field)
            count += 1
        }
    }

    /// The metric whose course is drawn: the one sorted by, or the first.
    func sparkMetric(_ fields: [Field]) -> String? {
        for field in fields { if case .metric(let key) = field { return key } }
        return nil
    }
}

extension Field {
    var isAttribute: Bool { if case .attribute = self { true } else { false } }
    var isMetric: Bool { if case .metric = self { true } else { false } }
    var isParam: Bool { if case .param = self { true } else { false } }
    /// MLflow's own measurements of the machine.
    var isSystem: Bool {
        if case .metric(let key) = self { key.hasPrefix("system/") } else { false }
    }

    /// Whether it was measured on other data than that of training, which tells more.
    var isValidation: Bool {
        guard case .metric(let key) = self else { return false }
        let name = key.lowercased()
        return name.hasPrefix("val") || name.hasPrefix("eval") || name.hasPrefix("test")
    }
}
