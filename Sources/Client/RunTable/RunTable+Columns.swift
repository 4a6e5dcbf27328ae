import Entities

extension RunTable {
    /// Makes room for a field's values: a number column for a metric, texts for all else.
    public mutating func addColumn(_ field: Field) {
        guard columns[field] == nil else { return }
        columns[field] = field.isNumeric ? .numbers(Chunked()) : .texts(TextColumn())
    }

    /// Changes a number column in place.
    public mutating func withNumbers<Failure>(
        _ field: Field,
        _ body: (inout Chunked<Double>, RunTable) throws(Failure) -> Void
    ) throws(Failure) {
        guard case .numbers(var numbers) = columns.removeValue(forKey: field) else { return }
        defer {
            columns[field] = .numbers(numbers)
            touch()
        }
        numbers.grow(to: count, with: ValueColumn.missing)
        try body(&numbers, self)
    }

    /// Changes a text column in place.
    public mutating func withTexts<Failure>(
        _ field: Field,
        _ body: (inout TextColumn, RunTable) throws(Failure) -> Void
    ) throws(Failure) {
        guard case .texts(var texts) = columns.removeValue(forKey: field) else { return }
        defer {
            columns[field] = .texts(texts)
            touch()
        }
        try body(&texts, self)
    }

    /// Forgets a field's values and returns about how many bytes that gave back.
    @discardableResult
    public mutating func removeColumn(_ field: Field) -> Int {
        columns.removeValue(forKey: field)?.bytes ?? 0
    }

    /// About how many bytes the table takes.
    public var bytes: Int { columns.values.reduce(count * 64) { $0 + $1.bytes } }

    /// What a field is in a slot; attributes are always known, others once they are loaded.
    func value(_ field: Field, _ slot: Int) -> SortValue {
        switch field {
        case .attribute(.id): .text(keys[slot])
        case .attribute(.status): status(slot).map { .text($0.name) } ?? .missing
        case .attribute(.start): time(starts[slot])
        case .attribute(.end): time(ends[slot])
        case .attribute(.duration): duration(slot)
        case .attribute(.experiment): .text(experiments[Int(experimentOf[slot])].name)
        case .attribute(.store): .text(source.name)
        case .attribute, .metric, .history, .param, .tag, .several:
            columns[field]?.value(slot) ?? .missing
        }
    }

    private func time(_ milliseconds: Int64) -> SortValue {
        milliseconds == RunTable.noTime ? .missing : .number(Double(milliseconds))
    }

    private func duration(_ slot: Int) -> SortValue {
        guard starts[slot] != RunTable.noTime, ends[slot] != RunTable.noTime else {
            return .missing
        }
        return .number(Double(ends[slot]) - Double(starts[slot]))
    }
}

extension Field {
    /// Whether a table knows it of every run without loading a column.
    public var isAlwaysLoaded: Bool {
        switch self {
        case .attribute(.name), .attribute(.user), .attribute(.artifactURI): false
        case .metric, .history, .param, .tag, .several: false
        case .attribute: true
        }
    }
}
