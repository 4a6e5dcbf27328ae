import Entities

/// What experiments can be sorted by: what is known of all of them.
enum ExperimentField: String, SortField {
    // In the order of the columns.
    case name = "experiment"
    case runs
    case now
    case days = "14 days"
    case activity
    case store

    /// Names from A to Z, the busiest first.
    var isDescendingFirst: Bool { self != .name && self != .store }
}

extension ListOrder<ExperimentField> {
    /// What was active last comes first.
    static let newest = ListOrder(.activity)

    /// The rows, which come by name, in this order.
    func sorted(_ rows: [MergedExperiments.Row]) -> [MergedExperiments.Row] {
        switch field {
        case .name: isDescending ? rows.reversed() : rows
        case .store: sorted(rows) { $0.sources.map(\.name).joined(separator: " ") }
        case .runs: sorted(rows) { $0.activity?.runs.number }
        case .now: sorted(rows) { $0.activity.map { $0.running << 32 + $0.failedLately } }
        case .days: sorted(rows) { $0.activity?.daily.reduce(0, +) }
        case .activity: sorted(rows) { $0.lastActivity }
        }
    }
}
