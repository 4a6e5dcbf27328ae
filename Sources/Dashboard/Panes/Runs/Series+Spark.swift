import Entities
import TUI

extension Series {
    /// As a sparkline: a run that ended early shows what did not come, a running one leaves room.
    func spark(_ status: Run.Status, longest: Int64, role: Role) -> Sparkline {
        let cells = buckets.count
        let share =
            status == .finished || longest <= 0 ? 1 : Double(lastStep + 1) / Double(longest + 1)
        let drawn = min(cells, max(1, Int((share * Double(cells)).rounded())))
        let values = (0..<drawn).map { cell -> Double? in
            let range =
                (cell * cells / drawn)..<max(cell * cells / drawn + 1, (cell + 1) * cells / drawn)
            return buckets[range].compactMap(\.self).last?.last
        }
        let missing = status == .failed || status == .killed ? cells - drawn : 0
        return Sparkline(values.filled, missing: missing, role: role)
    }
}

extension [Double?] {
    /// Columns between two samples take the one before: there was no gap, only few steps.
    fileprivate var filled: [Double?] {
        var last: Double?
        return map { value in
            last = value ?? last
            return last
        }
    }
}
