import Connectors
import Entities

extension MonitorSettings {
    /// How the deployment of an entry is measured; nil where it does not say.
    init?(
        _ entry: Setting,
        of deployment: Deployment.ID,
        context: String,
        _ reader: inout SettingReader
    ) {
        let keys = entry.keys
        guard let source = keys["metrics"]?.text else {
            for key in ["labels", "objectives"] where keys[key] != nil {
                reader.warn("'\(key)' takes metrics: SOURCE beside it", keys[key]?.line)
            }
            return nil
        }
        let labels = keys["labels"]?.keys.compactMapValues(\.text) ?? [:]
        if labels.isEmpty {
            let why = "'metrics' takes labels beside it, which tell the deployment from others"
            reader.warn(why, keys["metrics"]?.line)
            return nil
        }
        let objectives = (keys["objectives"]?.list ?? []).compactMap { Objective($0, &reader) }
        self.init(
            deployment,
            by: Source.ID(source, context: context),
            labels: labels,
            objectives: objectives
        )
    }
}

extension Objective {
    /// An objective of a list; nil, with a warning, where it is none.
    fileprivate init?(_ entry: Setting, _ reader: inout SettingReader) {
        let keys = entry.keys
        guard let word = keys["measure"]?.text, let measure = Measure(rawValue: word) else {
            let words = Measure.allCases.map(\.rawValue).joined(separator: " ")
            reader.warn("an objective takes measure: one of \(words)", entry.line)
            return nil
        }
        guard let limit = keys["limit"]?.text.flatMap({ measure.value($0) }) else {
            reader.warn("an objective takes a limit, as in 80ms, 0.5% or 12", entry.line)
            return nil
        }
        let target = keys["target"]?.text
        let share = target.flatMap { Self.share($0) }
        if target != nil, share == nil {
            reader.warn("a target is a share below 100%, as in 99.5%", keys["target"]?.line)
        }
        self.init(measure, limit: limit, target: share ?? 0.99)
    }

    private static func share(_ text: String) -> Double? {
        let value = text.hasSuffix("%") ? Double(text.dropLast()).map { $0 / 100 } : Double(text)
        return value.flatMap { $0 > 0 && $0 < 1 ? $0 : nil }
    }
}

extension Measure {
    /// A written value in the measure's unit; nil for anything else.
    func value(_ text: String) -> Double? {
        let units: [(String, Double)] =
            switch unit {
            case .seconds: [("ms", 0.001), ("s", 1)]
            case .share: [("%", 0.01), ("", 1)]
            case .perSecond: [("/s", 1), ("", 1)]
            case .count: [("", 1)]
            }
        for (suffix, factor) in units where text.hasSuffix(suffix) {
            let digits = text.dropLast(suffix.count).filter { $0 != " " }
            guard let value = Double(digits), value.isFinite, value >= 0 else { return nil }
            return value * factor
        }
        return nil
    }
}
