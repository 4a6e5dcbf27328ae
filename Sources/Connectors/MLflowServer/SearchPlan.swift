import Client
import Entities

/// What of a question the server can answer itself.
struct SearchPlan {
    /// The conditions that MLflow understands, as it writes them.
    let filter: String?
    /// The others.
    let rest: Filter?
    /// The order as MLflow writes it; nil where it has none such.
    let order: [String]?

    /// What a server can answer; version 2 knows less and takes NaN for 0.
    init(_ runs: Runs, isVersion2: Bool) {
        var written: [String] = []
        var rest: [Filter] = []
        for part in runs.filter?.conjuncts ?? [] {
            let text = isVersion2 && part.isBeyondVersion2 ? nil : part.mlflow()
            if let text { written.append(text) }
            if text == nil || isVersion2 && part.isNumber { rest.append(part) }
        }
        filter = written.isEmpty ? nil : written.joined(separator: " AND ")
        self.rest = rest.isEmpty ? nil : rest.count == 1 ? rest[0] : .all(rest)
        order = SearchPlan.written(runs.order)
    }

    /// Whether the server can answer all of it, nesting aside.
    var isWhole: Bool { rest == nil && order != nil }

    /// MLflow refuses a field that is there twice; the second says nothing anyway.
    private static func written(_ order: [SortKey]) -> [String]? {
        var keys: [String] = []
        var seen: Set<Field> = []
        for key in order where seen.insert(key.field).inserted {
            guard let text = Filter.Kind.runs.mlflow(key) else { return nil }
            keys.append(text)
        }
        return keys.isEmpty ? ServerSearch.newest : keys
    }
}

extension Filter {
    /// Whether version 2 refuses it, fails at it, or leaves runs out that it should let through.
    fileprivate var isBeyondVersion2: Bool {
        switch self {
        case .compare(_, .exists), .not(.compare(_, .exists)), .compare(.several, _): true
        case .compare(.metric, .number(.notEqual, _)): true
        default: false
        }
    }

    /// Whether it compares a metric.
    fileprivate var isNumber: Bool { if case .compare(.metric, _) = self { true } else { false } }
}
