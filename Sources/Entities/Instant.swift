/// A moment: milliseconds since the start of 1970, UTC, as MLflow keeps its times.
public struct Instant: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// A moment by its milliseconds.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Earlier than.
    public static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// Milliseconds from `other` to this one.
    public func milliseconds(since other: Instant) -> Int64 {
        milliseconds.subtractingReportingOverflow(other.milliseconds).partialValue
    }
}

extension Instant {
    /// A date of the Gregorian calendar with its time of day.
    public struct Civil: Equatable, Sendable {
        /// The year.
        public var year: Int
        /// The month, from 1.
        public var month: Int
        /// The day of the month, from 1.
        public var day: Int
        /// The hour, from 0.
        public var hour: Int
        /// The minute, from 0.
        public var minute: Int
        /// The second, from 0.
        public var second: Int
        /// The millisecond, from 0.
        public var millisecond: Int
    }

    /// The date `offset` seconds east of Greenwich.
    ///
    /// Howard Hinnant, chrono-compatible low-level date algorithms, `civil_from_days`.
    public func civil(offset: Int = 0) -> Civil {
        let local = milliseconds / 1000 + Int64(offset) - (milliseconds % 1000 < 0 ? 1 : 0)
        let days = Int((Double(local) / 86_400).rounded(.down))
        let second = Int(local) - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let month = (5 * dayOfYear + 2) / 153
        let isLate = month >= 10
        return Civil(
            year: yearOfEra + era * 400 + (isLate ? 1 : 0),
            month: isLate ? month - 9 : month + 3,
            day: dayOfYear - (153 * month + 2) / 5 + 1,
            hour: second / 3600,
            minute: second / 60 % 60,
            second: second % 60,
            millisecond: Int((milliseconds % 1000 + 1000) % 1000)
        )
    }

    /// ISO 8601 in UTC with milliseconds, as in `2026-11-23T09:14:05.120Z`.
    public var iso8601: String {
        let at = civil()
        let date = "\(at.year.digits(4))-\(at.month.digits(2))-\(at.day.digits(2))"
        let time = "\(at.hour.digits(2)):\(at.minute.digits(2)):\(at.second.digits(2))"
        return "\(date)T\(time).\(at.millisecond.digits(3))Z"
    }
}

extension Instant {
    /// The moment of a text as `iso8601` writes it; nil for any other.
    ///
    /// Howard Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`.
    public init?(iso8601 text: String) {
        let numbers = text.split { !$0.isASCII || !$0.isNumber }.compactMap { Int64($0) }
        guard text.hasSuffix("Z"), text.utf8.count == 24, numbers.count == 7 else { return nil }
        let (month, day) = (numbers[1], numbers[2])
        let year = numbers[0] - (month <= 2 ? 1 : 0)
        let (era, yearOfEra) = (year / 400, year % 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = era * 146_097 + dayOfEra - 719_468
        let seconds = ((days * 24 + numbers[3]) * 60 + numbers[4]) * 60 + numbers[5]
        self.init(milliseconds: seconds * 1000 + numbers[6])
    }
}

extension Int {
    /// The number with zeros in front up to `count` digits.
    package func digits(_ count: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, count - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}

extension Instant {
    /// Before every time that is kept.
    public static let distantPast = Instant(milliseconds: .min)
}
