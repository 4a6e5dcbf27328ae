import Entities

/// What experiments can be sorted by: what is known of all of them.
enum ExperimentField: String, CaseIterable, Sendable {
    // In the order of the columns.
    case name = "experiment"
    case runs
    case now
    case days = "14 days"
    case activity
    case store

    /// Whether the greatest come first when a person first sorts by it.
    var isDescendingFirst: Bool { self != .name && self != .store }
}

/// An order of experiments; the name breaks ties.
struct ExperimentOrder: Hashable, Sendable {
    var field: ExperimentField
    var isDescending: Bool

    /// What was active last comes first.
    static let newest = ExperimentOrder(field: .activity, isDescending: true)

    init(field: ExperimentField, isDescending: Bool) {
        self.field = field
        self.isDescending = isDescending
    }

    /// The order of a written key, as in `runs DESC`; nil where it names nothing to sort by.
    init?(_ written: String) {
        let isDescending = written.hasSuffix(" DESC")
        let name = isDescending || written.hasSuffix(" ASC") ? written.droppingLastWord : written
        guard let field = ExperimentField(rawValue: name) else { return nil }
        self.init(field: field, isDescending: isDescending)
    }

    /// As the locator writes it.
    var written: String { "\(field.rawValue) \(isDescending ? "DESC" : "ASC")" }

    /// The order by a field, the best guess of a direction first; again turns it round.
    mutating func sort(by field: ExperimentField) {
        isDescending = field == self.field ? !isDescending : field.isDescendingFirst
        self.field = field
    }
}

extension ExperimentOrder {
    /// The rows in this order; those without a value are last, whichever way it goes.
    func sorted(_ rows: [MergedExperiments.Row]) -> [MergedExperiments.Row] {
        switch field {
        case .name: isDescending ? rows.reversed() : rows
        case .store: sorted(rows) { $0.sources.map(\.name).joined(separator: " ") }
        case .runs: sorted(rows) { $0.activity?.runs.number }
        case .now: sorted(rows) { $0.activity.map { $0.running << 32 + $0.failedLately } }
        case .days: sorted(rows) { $0.activity?.daily.reduce(0, +) }
        case .activity: sorted(rows, by: \.lastActivity)
        }
    }

    /// Rows come by name, and equal ones stay so: the sort of the library is stable.
    private func sorted<Value: Comparable>(
        _ rows: [MergedExperiments.Row],
        by value: (MergedExperiments.Row) -> Value?
    ) -> [MergedExperiments.Row] {
        let keyed = rows.map { (value: value($0), row: $0) }
        return keyed.sorted { left, right in
            guard let first = left.value else { return false }
            guard let second = right.value else { return true }
            return isDescending ? first > second : first < second
        }.map(\.row)
    }
}

extension String {
    fileprivate var droppingLastWord: String {
        String(self[..<(lastIndex(of: " ") ?? endIndex)])
    }
}
