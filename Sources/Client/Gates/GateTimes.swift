import Entities

extension String {
    /// As a duration that gates are told: `30d`, `12h`, `90s`; nil for any other text.
    ///
    /// No initializer of `Duration`: one makes the compiler take `timespec` from another module.
    var duration: Duration? {
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
        guard let unit = last.flatMap({ units[$0] }), let count = Int64(dropLast()),
            (1...1_000_000).contains(count)
        else { return nil }
        return .seconds(count * unit)
    }
}

/// Days of the week: `mon-fri`, `sat`.
struct Weekdays {
    static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private let days: Set<Int>

    init?(_ text: String) {
        let ends = text.lowercased().split(separator: "-", omittingEmptySubsequences: false)
            .map { Self.names.firstIndex(of: String($0)) }
        guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil else {
            return nil
        }
        // Over the end of the week too: fri-mon.
        days = Set((first...(last < first ? last + 7 : last)).map { $0 % 7 })
    }

    /// Whether a day is one of them, counted from Monday, 0.
    func contains(_ day: Int) -> Bool { days.contains(day) }
}

/// Hours of a day, without the last minute: `09:00-16:30`.
struct DayHours {
    private let minutes: Range<Int>

    init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(Self.minute)
        guard ends.count == 2, let first = ends[0], let last = ends[1], first < last else {
            return nil
        }
        minutes = first..<last
    }

    private static func minute(_ text: Substring) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
            let hour = Int(parts[0]), let minute = Int(parts[1]),
            (0...24).contains(hour), (0..<60).contains(minute), hour * 60 + minute <= 1440
        else { return nil }
        return hour * 60 + minute
    }

    func contains(_ minute: Int) -> Bool { minutes.contains(minute) }
}

/// Days of the calendar, both ends among them: `2026-12-20..2027-01-03`, `2026-12-24`.
struct DateSpan {
    private let first: String
    private let last: String

    init?(_ text: String) {
        let ends = text.components(between: "..")
        guard ends.count <= 2, let first = ends.first, let last = ends.last,
            ends.allSatisfy({ Instant(date: $0) != nil }), first <= last
        else { return nil }
        (self.first, self.last) = (first, last)
    }

    /// Whether a date, written like its ends, is among them.
    func contains(_ date: String) -> Bool { first <= date && date <= last }
}

extension Instant {
    /// The beginning of a day in UTC: `2026-12-24`; nil for what is no date.
    init?(date text: String) {
        guard let day = Instant(iso8601: text + "T00:00:00.000Z"), day.date(offset: 0) == text
        else { return nil }
        self = day
    }

    /// The date as the calendar has it so many seconds east of Greenwich: `2026-12-24`.
    func date(offset: Int) -> String {
        String(Instant(milliseconds: milliseconds + Int64(offset) * 1000).iso8601.prefix(10))
    }
}

extension String {
    /// The parts between a separator.
    fileprivate func components(between separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}
