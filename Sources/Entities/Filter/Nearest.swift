extension Field {
    /// As somebody would write it: without quotes where none are needed.
    public var written: String {
        switch self {
        case .metric(let key), .param(let key), .tag(let key), .history(let key, _):
            let isPlain =
                !key.isEmpty
                && key.unicodeScalars.allSatisfy {
                    $0.properties.isAlphabetic || ("0"..."9") ~= $0
                        || "_./-".unicodeScalars.contains($0)
                }
            return isPlain ? mlflow.filter { $0 != "`" } : mlflow
        case .attribute(let attribute): return attribute.rawValue
        case .several(let several): return several.rawValue
        }
    }

    /// The key, for what has one.
    var ownKey: String? {
        switch self {
        case .metric(let key), .param(let key), .tag(let key), .history(let key, _): key
        case .attribute, .several: nil
        }
    }

    /// The field of `known` whose key is most like a written name, if one is like it.
    static func nearest(to name: String, among known: [Field]) -> String? {
        let key = FieldName(name).key
        let candidates = known.compactMap { field in field.ownKey.map { (field, $0) } }
        let near = candidates.map { ($0.0, $0.1.distance(to: key)) }.min { $0.1 < $1.1 }
        guard let (field, distance) = near, distance * 2 <= key.count else { return nil }
        return field.written
    }
}

extension Filter {
    /// A sentence for each metric, param or tag that it compares and that nothing has, with the
    /// nearest of those that there are.
    public func warnings(known: [Field], as kind: Kind = .runs) -> [String] {
        Field.warnings(of: fields, known: known, as: kind)
    }
}

extension Field {
    /// A sentence for each metric, param or tag of `compared` that nothing has, with the nearest.
    public static func warnings(
        of compared: Set<Field>,
        known: [Field],
        as kind: Filter.Kind = .runs
    ) -> [String] {
        let there = Set(known)
        let missing = compared.filter { $0.ownKey != nil && !there.contains($0.latest) }
        return Set(missing.map(\.latest)).sorted { $0.mlflow < $1.mlflow }
            .map { field in
                let same = known.filter { $0.isSameEntity(as: field) }
                let nearest =
                    Field.nearest(to: field.mlflow, among: same)
                    ?? Field.nearest(to: field.mlflow, among: known)
                let advice = nearest.map { "; the nearest is \($0)" } ?? ""
                return "no \(kind.noun) has \(field.written)\(advice)"
            }
    }
}

extension Field {
    /// The metric itself where this is one of its values.
    fileprivate var latest: Field {
        if case .history(let key, _) = self { .metric(key) } else { self }
    }

    fileprivate func isSameEntity(as other: Field) -> Bool {
        switch (self, other) {
        case (.metric, .metric), (.param, .param), (.tag, .tag): true
        default: false
        }
    }

    /// Whether its numbers are moments.
    var isTime: Bool {
        if case .attribute(let attribute) = self { attribute.isTime } else { false }
    }
}

extension [String] {
    /// The text that is most like another.
    func nearest(to name: String) -> String? {
        map { ($0, $0.distance(to: name)) }.min { $0.1 < $1.1 }?.0
    }
}

extension String {
    /// How many letters are to be put in, taken out or changed: Levenshtein's distance.
    package func distance(to other: String) -> Int {
        let (left, right) = (Array(lowercased().prefix(64)), Array(other.lowercased().prefix(64)))
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let changed = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = Swift.min(changed, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
