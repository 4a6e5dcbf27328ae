import Entities
import Testing

/// Error budgets and how fast they burn.
struct ErrorBudgetTests {
    private func budget(_ bad: [Int: Double]) -> ErrorBudget {
        ErrorBudget(Objective(.errors, limit: 0.01, target: 0.99), bad: bad)
    }

    @Test func whatIsLeftIsTheShareThatDidNotFail() throws {
        #expect(abs(try #require(budget([2_592_000: 0.004]).left) - 0.6) < 1e-9)
        #expect(try #require(budget([2_592_000: 0.02]).left) < 0)
        #expect(budget([:]).left == nil)
        #expect(try #require(budget([3600: 0]).left) == 1)
    }

    /// The pairs of the SRE workbook: only where the long and the short window both burn.
    @Test(arguments: [
        ([3600: 0.15, 300: 0.15], 1, true), ([21_600: 0.07, 1800: 0.07], 6, true),
        ([86_400: 0.04, 7200: 0.04], 24, false), ([259_200: 0.011, 21_600: 0.011], 72, false),
    ])
    func bothWindowsTogetherSoundTheAlarm(_ row: (bad: [Int: Double], hours: Int, isUrgent: Bool)) {
        let alarm = budget(row.bad).alarm
        #expect(alarm?.hours == row.hours && alarm?.isUrgent == row.isUrgent)
    }

    @Test func oneWindowAloneSoundsNone() {
        #expect(budget([3600: 0.5, 300: 0.01]).alarm == nil)
        #expect(budget([3600: 0.01, 300: 0.5]).alarm == nil)
        #expect(budget([3600: 0.5]).alarm == nil)
    }

    @Test func itIsEmptyWhenTheRateOfTheHourGoesOn() throws {
        let burning = budget([2_592_000: 0.005, 3600: 0.061])
        let seconds = try #require(burning.emptyIn)
        #expect(abs(seconds - 0.5 * 2_592_000 / 6.1) < 1)
        #expect(budget([2_592_000: 0.005, 3600: 0.009]).emptyIn == nil)
        #expect(budget([2_592_000: 0.02, 3600: 0.5]).emptyIn == nil)
    }
}
