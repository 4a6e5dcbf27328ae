extension SortKey {
    /// The order of a kind's written key, as in `name DESC`; nil where it names no field.
    public init?(_ written: String, of kind: Filter.Kind) {
        let (name, descending) = SortKey.parts(written.trimmed)
        guard let field = Field(name, of: kind) else { return nil }
        self.init(field, descending: descending ?? false)
    }

    /// The field's name and what stands behind it.
    fileprivate static func parts(_ text: String) -> (name: String, descending: Bool?) {
        let lower = text.lowercased()
        for (word, descending) in [("desc", true), ("asc", false)] where lower.hasSuffix(word) {
            let name = text.dropLast(word.count)
            guard let last = name.last, last.isWhitespace else { continue }
            return (String(name).trimmed, descending)
        }
        return (text, nil)
    }
}

extension Filter.Kind {
    /// Reads an `order_by` as MLflow does: what it refuses is refused, none is the default order.
    ///
    /// The position in an error is that of the key in the list.
    public func order(_ written: [String]) throws(FilterError) -> [SortKey] {
        var order: [SortKey] = []
        for (place, text) in written.enumerated() {
            let (name, descending) = SortKey.parts(text.trimmed)
            guard let field = Field(name, of: self), isSorted(field, name) else {
                throw FilterError("MLflow cannot sort a \(noun) by \(name)", at: place)
            }
            guard !refusesRepeats || !order.contains(where: { $0.field == field }) else {
                throw FilterError("\(name) is there twice", at: place)
            }
            order.append(SortKey(field, descending: descending ?? false))
        }
        return order
    }

    private func isSorted(_ field: Field, _ written: String) -> Bool {
        switch field {
        case .attribute(let attribute):
            // A blank must stand in quotes.
            let isOneWord = written.hasSuffix("`") || !written.contains(" ")
            return known(attribute)?.isSorted == true && isOneWord
        case .metric: return sortedKeys.contains(.metric)
        case .param: return sortedKeys.contains(.param)
        case .tag: return sortedKeys.contains(.tag)
        case .history, .several: return false
        }
    }

    /// A key of MLflow's `order_by`; nil where it has none for the field.
    public func mlflow(_ key: SortKey) -> String? {
        guard isSorted(key.field, "") else { return nil }
        let direction = key.descending ? "DESC" : "ASC"
        if case .attribute(let attribute) = key.field {
            return known(attribute)?.names.first.map { "\($0) \(direction)" }
        }
        // A shell's reader takes the key apart.
        guard let name = mlflow(key.field), !name.contains("\""), !name.contains("\\") else {
            return nil
        }
        return "\(name) \(direction)"
    }
}
