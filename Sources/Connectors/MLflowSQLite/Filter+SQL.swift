import Entities
import SQLite

/// A condition on the rows of `runs r`, and its parameters.
package struct RunCondition {
    /// The condition, a `?` for each parameter.
    package var sql: String
    /// The parameters in their order.
    package var values: [Statement.Value] = []

    fileprivate static func joined(_ parts: [RunCondition], with word: String) -> RunCondition {
        RunCondition(
            sql: "(" + parts.map(\.sql).joined(separator: " \(word) ") + ")",
            values: parts.flatMap(\.values)
        )
    }
}

extension Filter {
    /// The most comparisons that are handed over: SQLite limits parameters and depth.
    private static let most = 200

    /// The same condition as SQLite decides it over `runs r`; nil where it would decide otherwise.
    package var sql: RunCondition? {
        var left = Filter.most
        return condition(&left)
    }

    private func condition(_ left: inout Int) -> RunCondition? {
        switch self {
        case .all(let parts): return Filter.conditions(parts, "AND", &left)
        case .any(let parts): return Filter.conditions(parts, "OR", &left)
        case .not(let part):
            guard let inner = part.condition(&left) else { return nil }
            return RunCondition(sql: "NOT \(inner.sql)", values: inner.values)
        case .compare(let field, let comparison):
            left -= 1
            guard left >= 0 else { return nil }
            return field.condition(comparison)
        }
    }

    private static func conditions(
        _ parts: [Filter],
        _ word: String,
        _ left: inout Int
    ) -> RunCondition? {
        var conditions: [RunCondition] = []
        for part in parts {
            guard let condition = part.condition(&left) else { return nil }
            conditions.append(condition)
        }
        return .joined(conditions, with: word)
    }
}

extension Field {
    /// A comparison of the field, which is false, not NULL, for a run without it.
    fileprivate func condition(_ comparison: Filter.Comparison) -> RunCondition? {
        switch self {
        case .attribute(let attribute):
            guard let column = attribute.column else { return nil }
            guard let test = comparison.condition(column, isText: !isNumeric) else { return nil }
            return RunCondition(sql: "(\(column) IS NOT NULL AND \(test.sql))", values: test.values)
        case .metric(let key):
            return exists("latest_metrics", key, comparison.metricCondition)
        case .param(let key):
            return exists("params", key, comparison.condition("x.value", isText: true))
        case .tag(let key):
            return exists("tags", key, comparison.condition("x.value", isText: true))
        case .several(.tagValue):
            return comparison.condition("x.value", isText: true).map { test in
                RunCondition(
                    sql: """
                        EXISTS (SELECT 1 FROM tags x WHERE x.run_uuid = r.run_uuid \
                        AND substr(x.key, 1, 7) <> 'mlflow.' AND \(test.sql))
                        """,
                    values: test.values
                )
            }
        case .several(let several): return several.condition(comparison)
        case .history: return nil
        }
    }

    private func exists(
        _ table: String,
        _ key: String,
        _ test: RunCondition?
    ) -> RunCondition? {
        guard let test, !key.utf8.contains(0) else { return nil }
        return RunCondition(
            sql: """
                EXISTS (SELECT 1 FROM \(table) x WHERE x.key = ? AND x.run_uuid = r.run_uuid \
                AND \(test.sql))
                """,
            values: [.text(key)] + test.values
        )
    }
}

extension Field.Attribute {
    /// The column that a table of runs reads it from.
    fileprivate var column: String? {
        switch self {
        case .id: "r.run_uuid"
        case .name: "r.name"
        case .status: "r.status"
        case .start: "r.start_time"
        case .end: "r.end_time"
        case .user: "r.user_id"
        case .artifactURI: "r.artifact_uri"
        case .duration: "(r.end_time - r.start_time)"
        default: nil
        }
    }
}

extension Field.Several {
    fileprivate func condition(_ comparison: Filter.Comparison) -> RunCondition? {
        let column =
            self == .datasetContext ? "t.value" : "d.\(self == .datasetName ? "name" : "digest")"
        let tags =
            "JOIN input_tags t ON t.input_uuid = i.input_uuid AND t.name = 'mlflow.data.context'"
        return comparison.condition(column, isText: true).map { test in
            RunCondition(
                sql: """
                    EXISTS (SELECT 1 FROM inputs i JOIN datasets d ON d.dataset_uuid = i.source_id \
                    \(self == .datasetContext ? tags : "") \
                    WHERE i.destination_type = 'RUN' AND i.destination_id = r.run_uuid \
                    AND \(test.sql))
                    """,
                values: test.values
            )
        }
    }
}

extension Filter.Comparison {
    /// A comparison of a metric, whose NaN is a flag and whose infinities are the largest numbers.
    fileprivate var metricCondition: RunCondition? {
        switch self {
        case .exists: return RunCondition(sql: "1")
        case .number(let relation, let number):
            guard number.magnitude < .greatestFiniteMagnitude else { return nil }
            let word = relation == .notEqual ? "OR x.is_nan = 1" : "AND x.is_nan = 0"
            return RunCondition(
                sql: "(x.value \(relation.rawValue) ? \(word))",
                values: [.real(number)]
            )
        default: return nil
        }
    }

    /// A comparison of a column that is not NULL.
    fileprivate func condition(_ column: String, isText: Bool) -> RunCondition? {
        switch self {
        case .exists: return RunCondition(sql: "\(column) IS NOT NULL")
        case .number(let relation, let number):
            // A text that is a number is one to a person, not to SQLite.
            guard !isText else { return nil }
            return RunCondition(sql: "\(column) \(relation.rawValue) ?", values: [.real(number)])
        case .matches: return nil
        default: return isText ? textCondition(column) : nil
        }
    }

    private func textCondition(_ column: String) -> RunCondition? {
        guard texts.allSatisfy({ !$0.utf8.contains(0) }), texts.count <= 500 else { return nil }
        let values = texts.map(Statement.Value.text)
        let places = Array(repeating: "?", count: texts.count).joined(separator: ", ")
        switch self {
        case .text(let relation, _):
            return RunCondition(sql: "\(column) \(relation.rawValue) ?", values: values)
        case .like(let pattern, true):
            guard pattern.isModest else { return nil }
            return RunCondition(sql: "\(column) LIKE ?", values: values)
        case .like(let pattern, false):
            guard pattern.isModest else { return nil }
            return RunCondition(sql: "\(column) GLOB ?", values: [.text(pattern.glob)])
        case .contains:
            return RunCondition(sql: "instr(lower(\(column)), lower(?)) > 0", values: values)
        case .among: return RunCondition(sql: "\(column) IN (\(places))", values: values)
        case .outside: return RunCondition(sql: "\(column) NOT IN (\(places))", values: values)
        case .exists, .number, .matches: return nil
        }
    }

    private var texts: [String] {
        switch self {
        case .text(_, let text), .like(let text, _), .contains(let text): [text]
        case .among(let texts), .outside(let texts): texts
        case .exists, .number, .matches: []
        }
    }
}

extension String {
    /// Whether SQLite decides a pattern in reasonable time: it goes back to every `%`.
    fileprivate var isModest: Bool {
        utf8.count <= 1000 && utf8.count { $0 == UInt8(ascii: "%") } <= 4
    }

    /// A pattern of LIKE as one of GLOB, which tells cases apart.
    fileprivate var glob: String {
        var glob = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "%": glob += "*"
            case "_": glob += "?"
            case "*", "?", "[": glob += "[\(scalar)]"
            default: glob.unicodeScalars.append(scalar)
            }
        }
        return glob
    }
}
