import Entities

extension Scene {
    /// A moment as short as can be: `09:14` today, `Nov 22` this year, `2025-11-22` before.
    func moment(_ moment: Instant) -> String {
        let at = moment.civil(offset: session.zone.offset(at: moment))
        let today = now.civil(offset: session.zone.offset(at: now))
        guard at.year == today.year else {
            return "\(at.year.digits(4))-\(at.month.digits(2))-\(at.day.digits(2))"
        }
        guard (at.month, at.day) == (today.month, today.day) else {
            return "\(Self.months[at.month - 1]) \(at.day)"
        }
        return clock(moment)
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
