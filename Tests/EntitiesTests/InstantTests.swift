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

    @Test(arguments: [
        ("2026-11-23T09:14:00Z", Int64(1_795_425_240_000)),
        ("2026-11-23T09:14:00.123Z", 1_795_425_240_123),
        ("2026-11-23T09:14:00.5Z", 1_795_425_240_500),
        ("2026-11-23T09:14:00.123456789Z", 1_795_425_240_123),
        ("2026-11-23T10:14:00+01:00", 1_795_425_240_000),
        ("2026-11-23T03:44:00.25-05:30", 1_795_425_240_250),
        ("2026-11-23t09:14:00z", 1_795_425_240_000), ("2026-11-23 09:14:00Z", 1_795_425_240_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000), ("1969-12-31T23:59:59.999Z", -1),
        ("2000-02-29T00:00:00Z", 951_782_400_000), ("9999-12-31T23:59:59Z", 253_402_300_799_000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
    ])
    func momentsOfRFC3339AreRead(_ written: String, _ milliseconds: Int64) {
        #expect(Instant(iso8601: written) == Instant(milliseconds: milliseconds))
    }

    @Test(arguments: [
        "", "now", "2026-11-23", "2026-11-23T09:14:00", "2026-11-23T09:14Z", "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-32T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T09:60:00Z", "2026-11-23T09:14:61Z",
        "2026-11-23T09:14:00.Z", "2026-11-23T09:14:00,5Z", "2026-11-23T09:14:00+0100",
        "2026-11-23T09:14:00+24:00", "2026-11-23T09:14:00+01:60", "2026-11-23T09:14:00+01",
        "2026-11-23T09:14:00ZZ", "+026-11-23T09:14:00Z", "2026-11-23T09:14:00.٣Z",
        "２026-11-23T09:14:00Z", " 2026-11-23T09:14:00Z", "2026-11-23T09:14:00Z ",
        "2026-02-30T00:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
        "2026-04-31T00:00:00Z",
    ])
    func whatIsNoMomentIsNone(_ written: String) {
        #expect(Instant(iso8601: written) == nil, "\(written)")
    }

    @Test func whatIsWrittenIsReadBack() {
        for _ in 0..<2000 {
            let at = Instant(milliseconds: .random(in: -62_135_596_800_000..<253_402_300_800_000))
            #expect(Instant(iso8601: at.iso8601) == at, "\(at.iso8601)")
        }
    }

    @Test func noBytesCrash() {
        var random = SystemRandomNumberGenerator()
        let good = Array("2026-11-23T09:14:00.123456+01:00".utf8)
        for _ in 0..<20_000 {
            var bytes = good
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = .random(in: 0 ... .max, using: &random)
                case 1: bytes.remove(at: place)
                default: bytes.insert(UInt8(ascii: "9"), at: place)
                }
            }
            _ = Instant(iso8601: String(decoding: bytes, as: UTF8.self))
        }
    }
}
