import Entities
import Testing

struct InstantTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00.000Z"), (1_795_425_240_123, "2026-11-23T09:14:00.123Z"),
        (951_782_399_999, "2000-02-28T23:59:59.999Z"),
        (951_782_400_000, "2000-02-29T00:00:00.000Z"),
        (-1, "1969-12-31T23:59:59.999Z"), (-62_135_596_800_000, "0001-01-01T00:00:00.000Z"),
    ])
    func momentsAreWrittenInUTC(_ milliseconds: Int64, _ written: String) {
        #expect(Instant(milliseconds: milliseconds).iso8601 == written)
    }

    @Test func anOffsetMovesTheDate() {
        let at = Instant(milliseconds: 0).civil(offset: -3600)
        #expect((at.year, at.month, at.day, at.hour) == (1969, 12, 31, 23))
    }

    @Test(arguments: [Int64.min, .max, .min + 1])
    func noMomentCrashes(_ milliseconds: Int64) {
        #expect(!Instant(milliseconds: milliseconds).iso8601.isEmpty)
        _ = Instant(milliseconds: milliseconds).milliseconds(since: Instant(milliseconds: .max))
    }
}
