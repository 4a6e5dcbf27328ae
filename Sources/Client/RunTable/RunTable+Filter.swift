import Entities

extension RunTable {
    /// Whether the run in a slot fulfils a filter, as far as columns are loaded.
    func test(_ filter: Filter) -> (Int) -> Bool {
        filter.test(each: { field, comparison in test(field, comparison) })
    }

    /// Texts are compared once each, however many runs have them.
    private func test(_ field: Field, _ comparison: Filter.Comparison) -> (Int) -> Bool {
        let test = comparison.test(of: field)
        switch columns[field] {
        case .texts(let column):
            let verdicts = column.texts.map { test(.text($0)) }
            return { slot in
                guard slot < column.codes.count else { return false }
                let code = column.codes[slot]
                return code >= 0 && verdicts[Int(code)]
            }
        case .numbers(let column):
            guard case .number(let relation, let number) = comparison else { break }
            return { slot in
                guard slot < column.count else { return false }
                let value = column[slot]
                // The one NaN that stands for none differs from nothing.
                return relation.holds(value, number) && !ValueColumn.isMissing(value)
            }
        case nil: break
        }
        return { slot in test(value(field, slot)) }
    }
}
