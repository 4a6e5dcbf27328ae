extension Filter {
    /// MLflow's `filter_string` for the same condition, keys always in backticks; nil where MLflow
    /// cannot express it.
    public func mlflow(as kind: Kind = .runs) -> String? {
        switch self {
        case .all(let parts):
            var written: [String] = []
            for part in parts {
                guard let text = part.mlflow(as: kind) else { return nil }
                written.append(text)
            }
            return written.joined(separator: " AND ")
        case .any: return nil
        case .not(.compare(let field, .exists)):
            guard kind.operators(of: field).contains(.null) else { return nil }
            return kind.mlflow(field).map { "\($0) IS NULL" }
        case .not: return nil
        case .compare(let field, let comparison):
            guard let name = kind.mlflow(field),
                let rest = comparison.mlflow(kind.operators(of: field))
            else { return nil }
            return "\(name) \(rest)"
        }
    }
}

extension Filter.Comparison {
    /// The operator and the value; nil where MLflow does not compare so.
    fileprivate func mlflow(_ allowed: Filter.Operators) -> String? {
        switch self {
        case .number(let relation, let number):
            return number.mlflow(allowed).map { "\(relation.rawValue) \($0)" }
        case .text(let relation, let text):
            let isSame = relation == .equal || relation == .notEqual
            guard isSame, !allowed.isDisjoint(with: [.same, .digits]) else { return nil }
            if allowed.contains(.digits), Int64(text) == nil { return nil }
            return text.mlflowQuoted.map { "\(relation.rawValue) \($0)" }
        case .like(let pattern, let ignoringCase):
            guard allowed.contains(.like) else { return nil }
            return pattern.mlflowQuoted.map { "\(ignoringCase ? "ILIKE" : "LIKE") \($0)" }
        case .among(let texts): return texts.mlflow(allowed).map { "IN \($0)" }
        case .outside(let texts): return texts.mlflow(allowed).map { "NOT IN \($0)" }
        case .exists: return allowed.contains(.null) ? "IS NOT NULL" : nil
        case .contains, .matches: return nil
        }
    }
}

extension Double {
    fileprivate func mlflow(_ allowed: Filter.Operators) -> String? {
        if let whole = Int64(exactly: self) {
            return allowed.isDisjoint(with: [.number, .whole]) ? nil : "\(whole)"
        }
        guard allowed.contains(.number), isFinite else { return nil }
        // Its reader knows no plus sign.
        return description.filter { $0 != "+" }
    }
}

extension [String] {
    /// A list as Python writes a tuple: a backslash would mean something in it.
    fileprivate func mlflow(_ allowed: Filter.Operators) -> String? {
        guard allowed.contains(.list) else { return nil }
        if allowed.contains(.digits), contains(where: { Int64($0) == nil }) { return nil }
        var written: [String] = []
        for text in self {
            guard let quoted = text.mlflowQuoted,
                !text.unicodeScalars.contains(where: { $0 == "\\" || $0.value < 0x20 })
            else { return nil }
            written.append(quoted)
        }
        return "(\(written.joined(separator: ", ")))"
    }
}

extension String {
    /// In the quotes that it does not have; nil where it has both, or ends as if to go on.
    fileprivate var mlflowQuoted: String? {
        guard utf8.last != UInt8(ascii: "\\") else { return nil }
        if !utf8.contains(UInt8(ascii: "'")) { return "'\(self)'" }
        return utf8.contains(UInt8(ascii: "\"")) ? nil : "\"\(self)\""
    }
}
