import Dashboard
import Entities
import Glibc

extension Zone {
    /// The zone of this machine, with its changes from 2000 to 2040.
    static let local = Zone(changes(from: 946_684_800, to: 2_208_988_800))

    /// Looks at the offset once a week and narrows each change down to its second.
    private static func changes(from start: Int, to end: Int) -> [Change] {
        var changes = [(since: Instant(milliseconds: Int64(start) * 1000), seconds: offset(start))]
        for week in stride(from: start, to: end, by: 7 * 86_400) {
            let (before, after) = (offset(week), offset(week + 7 * 86_400))
            guard before != after else { continue }
            var (low, high) = (week, week + 7 * 86_400)
            while high - low > 1 {
                let middle = (low + high) / 2
                if offset(middle) == before { low = middle } else { high = middle }
            }
            changes.append((since: Instant(milliseconds: Int64(high) * 1000), seconds: after))
        }
        return changes
    }

    private static func offset(_ second: Int) -> Int {
        var (time, parts) = (time_t(second), tm())
        localtime_r(&time, &parts)
        return parts.tm_gmtoff
    }
}
