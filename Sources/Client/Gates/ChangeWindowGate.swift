import Entities

/// Whether this is a time at which changes are made.
enum ChangeWindowGate: Gate {
    static let name = "change_window"
    static let keys = [
        GateKey("days", .days, "Days on which changes are made, as in mon-fri."),
        GateKey("hours", .hours, "Hours in which changes are made, as in 09:00-16:30."),
        GateKey("freeze", .dates, "Days without changes, as in 2026-12-20..2027-01-03."),
        GateKey("zone", .word(["local", "utc"]), "Whose clock: local or utc; local unless told."),
    ]

    static func complaints(_ settings: GateSettings) -> [String] {
        ["days", "hours", "freeze"].contains { settings.values[$0] != nil }
            ? [] : ["sets no time: give it days, hours or freeze"]
    }

    static func judge(_ one: GateCase, _ settings: GateSettings) async throws -> GateResult {
        let zone = settings.text("zone") ?? "local"
        let now = one.changes.time.now()
        let offset = zone == "utc" ? 0 : one.rules.offset(now)
        let clock = now.civil(offset: offset)
        let date = now.date(offset: offset)
        // The first day of 1970 was a Thursday.
        let days = (now.milliseconds + Int64(offset) * 1000).dividedDown(by: 86_400_000)
        let day = Int(((days + 3) % 7 + 7) % 7)
        let time = "\(clock.hour.digits(2)):\(clock.minute.digits(2))"
        let written = "\(Weekdays.names[day]) \(date) \(time) \(zone)"
        let frozen = settings.values["freeze"]?.first { DateSpan($0)?.contains(date) == true }
        if let frozen { return settings.result(.fail, "\(written) is in the freeze \(frozen)") }
        let windows = [
            settings.missed("days") { Weekdays($0)?.contains(day) == true },
            settings.missed("hours") {
                DayHours($0)?.contains(clock.hour * 60 + clock.minute) == true
            },
        ].compactMap { $0 }
        guard windows.isEmpty else {
            let told = windows.joined(separator: ", ")
            return settings.result(.fail, "\(written) is outside \(told)")
        }
        return settings.result(.pass, "\(written) is a time for changes")
    }
}

extension GateSettings {
    /// The values of a key where none of them holds; nil where one does, or there are none.
    fileprivate func missed(_ key: String, _ holds: (String) -> Bool) -> String? {
        guard let values = values[key], !values.contains(where: holds) else { return nil }
        return values.joined(separator: ", ")
    }
}

extension Int64 {
    /// The quotient rounded down, also before 1970.
    fileprivate func dividedDown(by divisor: Int64) -> Int64 {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
