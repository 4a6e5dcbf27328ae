import Entities
import TUI

extension Series {
    /// As a sparkline: a run that ended early shows what did not come, a running one leaves room.
    func spark(_ status: Run.Status, longest: Int64, role: Role) -> Sparkline {
        let values = values(status, longest: longest)
        let isCut = status == .failed || status == .killed
        return Sparkline(values, missing: isCut ? buckets.count - values.count : 0, role: role)
    }

    /// One value a cell; fewer samples than cells are drawn as they are, as one step is no line.
    private func values(_ status: Run.Status, longest: Int64) -> [Double?] {
        let cells = buckets.count
        guard count >= cells else { return buckets.compactMap(\.self).map(\.last) }
        let isWhole = status == .finished || longest <= 0
        let share = isWhole ? 1 : Double(lastStep + 1) / Double(longest + 1)
        let drawn = min(cells, max(1, Int((share * Double(cells)).rounded())))
        return (0..<drawn).map { cell in
            let first = cell * cells / drawn
            let end = max(first + 1, (cell + 1) * cells / drawn)
            return buckets[first..<end].compactMap(\.self).last?.last
        }.filled
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
