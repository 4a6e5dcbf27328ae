import Entities

extension Filter {
    /// The filter as a function of a thing, whose fields `value` tells; made once for many things.
    public func test<Subject>(
        _ value: @escaping (Subject, Field) -> SortValue
    ) -> (Subject) -> Bool {
        test { field, comparison in
            let test = comparison.test(of: field)
            return { test(value($0, field)) }
        }
    }

    /// The filter as a function of a thing, each comparison made by `leaf`.
    func test<Subject>(
        each leaf: (Field, Comparison) -> (Subject) -> Bool
    ) -> (Subject) -> Bool {
        switch self {
        case .all(let parts):
            let tests = parts.map { $0.test(each: leaf) }
            return { subject in tests.allSatisfy { $0(subject) } }
        case .any(let parts):
            let tests = parts.map { $0.test(each: leaf) }
            return { subject in tests.contains { $0(subject) } }
        case .not(let part):
            let test = part.test(each: leaf)
            return { !test($0) }
        case .compare(let field, let comparison): return leaf(field, comparison)
        }
    }
}

extension Filter.Kind {
    /// Things that a filter lets through, in an order: what a small list needs.
    ///
    /// An empty order is MLflow's own; what is equal in all keys keeps its place.
    public func search<Subject>(
        _ things: [Subject],
        where filter: Filter? = nil,
        by order: [SortKey] = [],
        _ value: @escaping (Subject, Field) -> SortValue
    ) -> [Subject] {
        let isWanted = filter?.test(value)
        let keys = (order.isEmpty ? defaultOrder : order) + ties
        let rows = things.filter { isWanted?($0) ?? true }.map { thing in
            (thing, keys.map { sortValue(value(thing, $0.field), of: $0.field) })
        }
        let sorted = rows.enumerated().sorted { left, right in
            for (index, key) in keys.enumerated() {
                let result = left.element.1[index].compare(
                    right.element.1[index],
                    descending: key.descending
                )
                if result != 0 { return result < 0 }
            }
            return left.offset < right.offset
        }
        return sorted.map(\.element.0)
    }
}
