import TUI
import Testing

struct FormatTests {
    @Test func countsHaveCommas() {
        #expect(Format.count(1_204_331) == "1,204,331")
        #expect(Format.count(-12_000) == "−12,000")
        #expect(Format.count(0) == "0")
        #expect(Format.count(.min).hasPrefix("−9,223"))
    }

    private static let columns: [(column: [Double], value: Double, written: String)] = [
        ([0.2312, 0.233, 0.24], 0.2312, "0.2312"),
        ([14.2, 15.3], 14.22, "14.22"),
        ([1, 2, 300], 300, "300"),
        ([0.9], .nan, "NaN"),
        ([0.9], -.infinity, "−inf"),
        ([0.5, 0.6], -0.25, "−0.2500"),
        ([0.5], 1e-9, "1.000e−9"),
        ([0.5], 2.5e12, "2.500e12"),
        ([.leastNonzeroMagnitude], .leastNonzeroMagnitude, "4.941e−324"),
        ([1e308], 1e308, "1.000e308"),
        ([], 0, "0"),
        ([0.5], 0, "0.0000"),
        ([0.99999], 0.99999, "1.0000"),
    ]

    @Test(arguments: columns)
    func aColumnHasOneFormat(_ column: [Double], _ value: Double, _ written: String) {
        #expect(MetricFormat(column).string(value) == written)
    }

    @Test func agesAreInOneUnit() {
        let minute: Int64 = 60_000
        let written = [30_000, 8 * minute, 125 * minute, 31 * 1440 * minute, 100 * 1440 * minute]
            .map { Format.age(milliseconds: $0) }
        #expect(written == ["<1m", "8m", "2h", "31d", "14w"])
        #expect(Format.age(milliseconds: .min) == "<1m")
        #expect(Format.age(milliseconds: 400 * 1440 * minute) == "1y")
    }

    @Test func durationsAreInTwoUnits() {
        let written = [400, 12_000, 48 * 60_000 + 12_000, 134 * 60_000, 76 * 3_600_000]
            .map { Format.duration(milliseconds: $0) }
        #expect(written == ["0.4 s", "12.0 s", "48m12", "2h14", "3d04"])
    }
}
