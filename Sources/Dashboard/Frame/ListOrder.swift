import TUI

/// What a whole list can be sorted by; the raw value is the head of the column.
protocol SortField: CaseIterable, RawRepresentable, Hashable, Sendable
where RawValue == String, AllCases == [Self] {
    /// Whether the greatest come first when a person first sorts by it.
    var isDescendingFirst: Bool { get }
}

/// An order of a whole list; what is equal keeps its place.
struct ListOrder<Field: SortField>: Hashable, Sendable {
    var field: Field
    var isDescending: Bool

    /// By a field, the way that a person wants first.
    init(_ field: Field) {
        self.field = field
        isDescending = field.isDescendingFirst
    }

    /// The order of a written key, as in `runs DESC`; nil where it names nothing to sort by.
    init?(_ written: String) {
        isDescending = written.hasSuffix(" DESC")
        let name = isDescending || written.hasSuffix(" ASC") ? written.droppingLastWord : written
        guard let field = Field(rawValue: name) else { return nil }
        self.field = field
    }

    /// As the locator writes it.
    var written: String { "\(field.rawValue) \(isDescending ? "DESC" : "ASC")" }

    /// As a title says it: ` · sort runs ↓`.
    var title: Line {
        [
            Span(" · sort \(field.rawValue) ", .muted),
            Span(isDescending ? "↓" : "↑", .accent),
        ]
    }

    /// The order by a field, the best guess of a direction first; again turns it round.
    mutating func sort(by field: Field) {
        isDescending = field == self.field ? !isDescending : field.isDescendingFirst
        self.field = field
    }

    /// The rows in this order; those without a value are last, whichever way it goes.
    func sorted<Row, Value: Comparable>(_ rows: [Row], by value: (Row) -> Value?) -> [Row] {
        let keyed = rows.map { (value: value($0), row: $0) }
        return keyed.sorted { left, right in
            guard let first = left.value else { return false }
            guard let second = right.value else { return true }
            return isDescending ? first > second : first < second
        }.map(\.row)
    }

    /// The head of a field's column.
    func head(
        _ field: Field,
        title: String? = nil,
        isCurrent: Bool,
        isRight: Bool = false,
        hasArrow: Bool = true,
        rank: Int? = nil,
        gap: Int = 2,
        limit: Int = 24,
        cut: Table.Cut = .end
    ) -> Table.Column {
        let isSorted = self.field == field
        return Table.Column(
            title ?? field.rawValue,
            isRight: isRight,
            arrow: isSorted && hasArrow ? (isDescending ? .down : .up) : nil,
            isCurrent: isCurrent,
            rank: isSorted ? nil : rank,
            gap: gap,
            limit: limit,
            cut: cut
        )
    }
}

extension String {
    fileprivate var droppingLastWord: String {
        String(self[..<(lastIndex(of: " ") ?? endIndex)])
    }
}
