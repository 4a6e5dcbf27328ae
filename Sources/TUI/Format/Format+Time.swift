extension Format {
    private static let minute: Int64 = 60_000
    private static let hour = 60 * minute
    private static let day = 24 * hour

    /// How long ago, in whole steps: `<1m 8m 2h 31d 14w 1y`.
    public static func age(milliseconds: Int64) -> String {
        switch milliseconds {
        case ..<minute: "<1m"
        case ..<hour: "\(milliseconds / minute)m"
        case ..<day: "\(milliseconds / hour)h"
        case ..<(57 * day): "\(milliseconds / day)d"
        case ..<(365 * day): "\(milliseconds / (7 * day))w"
        default: "\(milliseconds / (365 * day))y"
        }
    }

    /// How long it took: `0.4 s`, `12.0 s`, `48m12`, `2h14`, `3d04`.
    public static func duration(milliseconds: Int64) -> String {
        let value = max(0, milliseconds)
        switch value {
        case ..<minute: return "\(value / 1000).\(value % 1000 / 100) s"
        case ..<hour: return "\(value / minute)m\(two(value % minute / 1000))"
        case ..<day: return "\(value / hour)h\(two(value % hour / minute))"
        default: return "\(value / day)d\(two(value % day / hour))"
        }
    }

    /// How long a call took: `412 ms`, and from a second on as a duration.
    public static func took(milliseconds: Int64) -> String {
        milliseconds < 1000 ? "\(max(0, milliseconds)) ms" : duration(milliseconds: milliseconds)
    }

    /// How long something has been running, in whole minutes.
    public static func running(milliseconds: Int64) -> String {
        switch milliseconds {
        case ..<minute: "<1m"
        case ..<hour: "\(milliseconds / minute)m"
        default: duration(milliseconds: milliseconds)
        }
    }

    private static func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
