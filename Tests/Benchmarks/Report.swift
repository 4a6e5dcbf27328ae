import Glibc

/// The table of what was measured, and whether the bounds are met.
struct Report {
    /// One line of the table.
    struct Row {
        var what: String
        var value: Double
        var bound: Double
        var unit: String
    }

    private(set) var rows: [Row] = []

    /// Adds a measurement and prints it at once: a benchmark takes its time.
    mutating func add(_ what: String, _ value: Double, bound: Double, unit: String = "ms") {
        rows.append(Row(what: what, value: value, bound: bound, unit: unit))
        let verdict = value <= bound ? "met" : "MISSED"
        print("| \(what) | \(Report.short(value)) \(unit) | \(Report.short(bound)) | \(verdict) |")
        fflush(nil)
    }

    /// Whether something costs more than three times what was promised.
    var isBroken: Bool { rows.contains { !($0.value <= $0.bound * 3) } }

    /// One decimal below a hundred.
    static func short(_ value: Double) -> String {
        let tenths = (value * 10).rounded() / 10
        return value < 100 ? "\(tenths)" : "\(Int(value.rounded()))"
    }
}
