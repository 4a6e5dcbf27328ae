extension Ticks {
    private enum TimeStep {
        case seconds(Int)
        case months(Int)
    }

    private static let day = 86_400
    private static let seconds = [
        1, 5, 15, 30, 60, 120, 300, 600, 900, 1200, 1800, 3600, 7200, 10_800, 21_600, 43_200,
        day, 2 * day, 7 * day,
    ]
    private static let months = [1, 3, 6, 12, 24, 60, 120, 300, 600, 1200]

    /// Clock times at round seconds, minutes or hours, or days, months or years; at most so many.
    ///
    /// Values are milliseconds since 1970; `offset` is that of the zone from UTC in seconds.
    public static func time(_ extent: Extent, atMost count: Int, offset: Int) -> [Tick] {
        // The calendar of JavaScript ends here too: 275,000 years are enough.
        let (low, high) = (max(-8.64e15, extent.low), min(8.64e15, extent.high))
        guard count > 0, low < high else { return [] }
        let offset = max(-day, min(day, offset))
        let range = ((low / 1000).rounded(.up) + Double(offset), (high / 1000) + Double(offset))
        for step in seconds {
            let first = multiple(of: step, from: range.0)
            let number = Int(((range.1 - Double(first)) / Double(step)).rounded(.down)) + 1
            guard number <= count else { continue }
            return (0..<max(0, number)).map { index in
                let second = first + index * step
                return Tick(
                    Double(second - offset) * 1000,
                    label(second, unit: .seconds(step))
                )
            }
        }
        return calendar(range, atMost: count, offset: offset)
    }

    /// Weeks begin on Mondays: 1970 began on a Thursday.
    private static func multiple(of step: Int, from second: Double) -> Int {
        let shift = step == 7 * day ? 4 * day : 0
        return Int(((second - Double(shift)) / Double(step)).rounded(.up)) * step + shift
    }

    private static func calendar(
        _ range: (Double, Double),
        atMost count: Int,
        offset: Int
    ) -> [Tick] {
        let first = CivilDate(days: Int((range.0 / Double(day)).rounded(.down)))
        let last = CivilDate(days: Int((range.1 / Double(day)).rounded(.down)))
        let (from, to) = (first.year * 12 + first.month - 1, last.year * 12 + last.month - 1)
        let most = max(1, (to - from + count) / count)
        let years = NiceStep(atLeast: max(200, Double(most) / 12)).value
        let step = months.first { $0 >= most } ?? Int(years) * 12
        let start = Int((Double(from) / Double(step)).rounded(.up)) * step
        let ticks = stride(from: start, through: to, by: step).compactMap { month -> Tick? in
            let second = CivilDate.days(year: 0, month: month + 1) * day
            guard Double(second) >= range.0, Double(second) <= range.1 else { return nil }
            return Tick(Double(second - offset) * 1000, label(second, unit: .months(step)))
        }
        return Array(ticks.suffix(count))
    }

    private static func label(_ second: Int, unit: TimeStep) -> String {
        let days = Int((Double(second) / Double(day)).rounded(.down))
        let date = CivilDate(days: days)
        switch unit {
        case .seconds(let step) where step < day:
            let inDay = second - days * day
            return inDay == 0
                ? "\(date.monthName) \(date.day)" : clock(inDay, withSeconds: step < 60)
        case .seconds: return "\(date.monthName) \(date.day)"
        case .months: return date.month == 1 ? "\(date.year)" : date.monthName
        }
    }

    /// A second of a day as `08:30`, or `08:30:15`.
    static func clock(_ second: Int, withSeconds: Bool) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = two(second / 3600) + ":" + two(second / 60 % 60)
        return withSeconds ? minutes + ":" + two(second % 60) : minutes
    }

    /// A moment as it is tagged on an axis: its clock time, with the day where there are several.
    static func moment(_ value: Double, in extent: Extent, offset: Int) -> String {
        let utc = Int((min(8.64e15, max(-8.64e15, value)) / 1000).rounded(.down))
        let second = utc + max(-day, min(day, offset))
        let days = Int((Double(second) / Double(day)).rounded(.down))
        let seconds = extent.width / 1000
        let clock = clock(second - days * day, withSeconds: seconds < 600)
        guard seconds > Double(day) else { return clock }
        let date = CivilDate(days: days)
        return "\(date.monthName) \(date.day) \(clock)"
    }
}
