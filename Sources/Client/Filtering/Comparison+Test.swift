import Entities

extension Filter.Comparison {
    /// The comparison of a field's value, made ready once for all values; what is missing never
    /// fulfils it.
    func test(of field: Field) -> (SortValue) -> Bool {
        let test = self.test()
        guard case .several = field else { return test }
        return { value in
            guard case .text(let joined) = value else { return false }
            return joined.split(separator: SortValue.separator, omittingEmptySubsequences: false)
                .contains { test(.text(String($0))) }
        }
    }

    private func test() -> (SortValue) -> Bool {
        switch self {
        case .exists: return { $0 != .missing }
        case .number(let relation, let number): return { $0.relates(relation, number) }
        case .text(let relation, let text): return ofTexts { relation.holds($0, text) }
        case .like(let pattern, let ignoringCase):
            return ofTexts(LikePattern(pattern, ignoringCase: ignoringCase).matches)
        case .contains(let text):
            let folded = text.utf8.map(\.asciiLowercased)
            return ofTexts { $0.utf8.contains(folded: folded) }
        case .matches(let pattern):
            var search = PatternSearch(pattern)
            return ofTexts { search.matches($0) }
        case .among(let texts):
            let among = Set(texts.map { Array($0.utf8) })
            return ofTexts { among.contains(Array($0.utf8)) }
        case .outside(let texts):
            let outside = Set(texts.map { Array($0.utf8) })
            return ofTexts { !outside.contains(Array($0.utf8)) }
        }
    }

    private func ofTexts(_ test: @escaping (String) -> Bool) -> (SortValue) -> Bool {
        { value in
            if case .text(let text) = value { test(text) } else { false }
        }
    }
}

extension SortValue {
    /// What stands between several texts of one value.
    static let separator: Character = "\u{1F}"

    /// Several texts as one value, of which each is compared; none is missing.
    public static func several(_ texts: [String]) -> SortValue {
        texts.isEmpty ? .missing : .text(texts.joined(separator: String(separator)))
    }

    /// Several texts and one more.
    public static func joined(_ several: String, _ text: String) -> String {
        "\(several)\(separator)\(text)"
    }

    fileprivate func relates(_ relation: Filter.Relation, _ number: Double) -> Bool {
        switch self {
        case .number(let own): relation.holds(own, number)
        // NaN differs from every number and relates to none.
        case .nan: relation == .notEqual
        case .text(let text): Double(text).map { relation.holds($0, number) } ?? false
        case .missing: false
        }
    }
}

extension Filter.Relation {
    func holds(_ left: Double, _ right: Double) -> Bool {
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
        switch self {
        case .equal: left.utf8.elementsEqual(right.utf8)
        case .notEqual: !left.utf8.elementsEqual(right.utf8)
        case .less: left.utf8.lexicographicallyPrecedes(right.utf8)
        case .lessOrEqual: !right.utf8.lexicographicallyPrecedes(left.utf8)
        case .greater: right.utf8.lexicographicallyPrecedes(left.utf8)
        case .greaterOrEqual: !left.utf8.lexicographicallyPrecedes(right.utf8)
        }
    }
}

extension String.UTF8View {
    /// Whether it has some bytes, given in lower case, anywhere: at most its length times theirs.
    fileprivate func contains(folded: [UInt8]) -> Bool {
        guard let first = folded.first else { return true }
        var start = startIndex
        while start < endIndex {
            if self[start].asciiLowercased == first {
                let rest = self[start...]
                let isHere =
                    rest.count >= folded.count
                    && zip(rest, folded).allSatisfy { $0.asciiLowercased == $1 }
                if isHere { return true }
            }
            start = index(after: start)
        }
        return false
    }
}
