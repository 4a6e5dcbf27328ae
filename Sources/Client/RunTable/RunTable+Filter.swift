import Entities

extension RunTable {
    /// Whether the run in a slot fulfils a filter, as far as columns are loaded.
    func test(_ filter: Filter) -> (Int) -> Bool {
        switch filter {
        case .all(let parts):
            let tests = parts.map(test)
            return { slot in tests.allSatisfy { $0(slot) } }
        case .any(let parts):
            let tests = parts.map(test)
            return { slot in tests.contains { $0(slot) } }
        case .not(let part):
            let test = test(part)
            return { !test($0) }
        case .compare(let field, let comparison): return test(field, comparison)
        }
    }

    /// Texts are compared once each, however many runs have them.
    private func test(_ field: Field, _ comparison: Filter.Comparison) -> (Int) -> Bool {
        guard case .texts(let column) = columns[field] else {
            return { slot in comparison.isFulfilled(by: value(field, slot)) }
        }
        let verdicts = column.texts.map { comparison.isFulfilled(by: .text($0)) }
        return { slot in
            guard slot < column.codes.count else { return false }
            let code = column.codes[slot]
            return code >= 0 && verdicts[Int(code)]
        }
    }
}

extension Filter.Comparison {
    /// Whether a value fulfils it; what is missing never does.
    func isFulfilled(by value: SortValue) -> Bool {
        switch (self, value) {
        case (_, .missing): false
        case (.exists, _): true
        case (.number(let relation, let number), .number(let value)): relation.holds(value, number)
        // NaN differs from every number and relates to none.
        case (.number(let relation, _), .nan): relation == .notEqual
        case (.number(let relation, let number), .text(let text)):
            Double(text).map { relation.holds($0, number) } ?? false
        case (.text(let relation, let text), .text(let value)): relation.holds(value, text)
        case (.like(let pattern, let ignoringCase), .text(let value)):
            LikePattern(pattern, ignoringCase: ignoringCase).matches(value)
        case (.among(let texts), .text(let value)): texts.contains(value)
        case (.text, _), (.like, _), (.among, _): false
        }
    }
}

extension Filter.Relation {
    fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }

    fileprivate func holds(_ left: String, _ right: String) -> Bool {
        let isBefore = left.utf8.lexicographicallyPrecedes(right.utf8)
        let isSame = left.utf8.elementsEqual(right.utf8)
        return switch self {
        case .equal: isSame
        case .notEqual: !isSame
        case .less: isBefore
        case .lessOrEqual: isBefore || isSame
        case .greater: !isBefore && !isSame
        case .greaterOrEqual: !isBefore
        }
    }
}
