/// A day of the Gregorian calendar; no time zone is known here.
struct CivilDate: Equatable {
    var year: Int
    var month: Int
    var day: Int

    /// The date so many days after 1970-01-01; from Howard Hinnant's `civil_from_days`.
    init(days: Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// The days from 1970-01-01 to the first of a month, which may be counted beyond December.
    static func days(year: Int, month: Int) -> Int {
        let months = year * 12 + month - 1
        let (wholeYear, rest) = months.quotientAndRemainder(dividingBy: 12)
        let carried = rest < 0 ? (wholeYear - 1, rest + 13) : (wholeYear, rest + 1)
        let year = carried.1 <= 2 ? carried.0 - 1 : carried.0
        let era = (year >= 0 ? year : year - 399) / 400
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (carried.1 > 2 ? carried.1 - 3 : carried.1 + 9) + 2) / 5
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The month in three letters.
    var monthName: String { CivilDate.months[month - 1] }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
}
