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
    /// The moment of a text as RFC 3339 has it, with any number of decimals and any offset; nil for
    /// any other.
    ///
    /// Howard Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`.
    public init?(iso8601 text: String) {
        guard let written = WrittenMoment(text) else { return nil }
        let (month, day) = (written.date[1], written.date[2])
        // An era later, so that no year is below zero.
        let year = written.date[0] + 400 - (month <= 2 ? 1 : 0)
        let (era, yearOfEra) = (year / 400, year % 400)
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        let days = (era - 1) * 146_097 + dayOfEra - 719_468
        let time = written.time
        let seconds = ((days * 24 + time[0]) * 60 + time[1] - written.offset) * 60 + time[2]
        self.init(milliseconds: seconds * 1000 + written.milliseconds)
    }
}

/// The parts of a moment as RFC 3339 writes it: `2026-11-24T10:22:00.5+01:00`.
private struct WrittenMoment {
    /// Year, month, day.
    let date: [Int64]
    /// Hour, minute, second.
    let time: [Int64]
    let milliseconds: Int64
    /// Minutes ahead of UTC.
    let offset: Int64

    init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.count <= 64,
            let date = Self.numbers(bytes[0..<10], [4, 2, 2], UInt8(ascii: "-")),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t") || bytes[10] == 0x20,
            let time = Self.numbers(bytes[11..<19], [2, 2, 2], UInt8(ascii: ":")),
            (1...12) ~= date[1], (1...Self.days(date[1], of: date[0])) ~= date[2],
            time[0] < 24, time[1] < 60, time[2] <= 60
        else { return nil }
        var rest = bytes[19...]
        var decimals: [UInt8] = []
        if rest.first == UInt8(ascii: ".") {
            decimals = Array(rest.dropFirst().prefix { (0x30...0x39) ~= $0 })
            guard !decimals.isEmpty else { return nil }
            rest = rest.dropFirst(1 + decimals.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        let first = decimals.prefix(3).map { Int64($0 - 0x30) } + [0, 0, 0]
        (self.date, self.time, self.offset) = (date, time, offset)
        milliseconds = first[0] * 100 + first[1] * 10 + first[2]
    }

    /// How many days a month has.
    private static func days(_ month: Int64, of year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return switch month {
        case 2: isLeap ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Numbers of so many digits each, with a sign between them.
    private static func numbers(
        _ bytes: ArraySlice<UInt8>,
        _ digits: [Int],
        _ sign: UInt8
    ) -> [Int64]? {
        let parts = bytes.split(separator: sign, omittingEmptySubsequences: false)
        guard parts.map(\.count) == digits, parts.joined().allSatisfy({ (0x30...0x39) ~= $0 })
        else { return nil }
        return parts.map { $0.reduce(0) { $0 * 10 + Int64($1 - 0x30) } }
    }

    private static func offset(_ bytes: ArraySlice<UInt8>) -> Int64? {
        guard let sign = bytes.first else { return nil }
        if bytes.count == 1 { return sign | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
            let parts = numbers(bytes.dropFirst(), [2, 2], UInt8(ascii: ":")),
            parts[0] < 24, parts[1] < 60
        else { return nil }
        return (parts[0] * 60 + parts[1]) * (sign == UInt8(ascii: "-") ? -1 : 1)
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
