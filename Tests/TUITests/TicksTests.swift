import TUI
import Testing

struct TicksTests {
    private func labels(_ ticks: [Tick]) -> [String] { ticks.map(\.label) }

    private static let linear: [(extent: Extent, count: Int, labels: [String])] = [
        (Extent(0.22, 0.31), 5, ["0.220", "0.240", "0.260", "0.280", "0.300"]),
        (Extent(0, 250), 6, ["0", "50", "100", "150", "200", "250"]),
        (Extent(-1, 1), 5, ["−1.0", "−0.5", "0.0", "0.5", "1.0"]),
        (Extent(0, 10), 5, ["0.0", "2.5", "5.0", "7.5", "10.0"]),
        (Extent(0, 5_000_000), 3, ["0", "2 M", "4 M"]),
        (Extent(0, 2e-9), 3, ["0", "1e−9", "2e−9"]),
        (Extent(-1e300, 1e300), 3, ["−1e300", "0", "1e300"]),
        (Extent(7, 7), 3, ["6.5", "7.0", "7.5"]),
    ]

    @Test(arguments: linear)
    func aLinearAxisCountsInRoundSteps(_ extent: Extent, _ count: Int, _ written: [String]) {
        #expect(labels(Ticks.linear(extent, atMost: count)) == written)
    }

    @Test func stepsAreWholeAndTheEndHasItsLabel() {
        let run = Ticks.steps(Extent(0, 1800), atMost: 8, isNarrow: false)
        #expect(labels(run).joined(separator: " ") == "0 300 600 900 1,200 1,500 1,800")
        let narrow = Ticks.steps(Extent(0, 1800), atMost: 4, isNarrow: true)
        #expect(labels(narrow) == ["0", "0.6k", "1.2k", "1.8k"])
        let few = Ticks.steps(Extent(0, 3), atMost: 8, isNarrow: false)
        #expect(labels(few) == ["0", "1", "2", "3"])
        #expect(Ticks.steps(Extent(0.2, 0.7), atMost: 8, isNarrow: false).isEmpty)
    }

    @Test func aLogarithmicAxisShowsPowersOfTenAndInFewDecadesTheirParts() {
        #expect(labels(Ticks.logarithmic(Extent(0.001, 1), atMost: 5)) == "0.001 0.01 0.1 1".words)
        #expect(labels(Ticks.logarithmic(Extent(1e-9, 1e-7), atMost: 5)) == "1e−9 1e−8 1e−7".words)
        #expect(labels(Ticks.logarithmic(Extent(3, 30), atMost: 5)) == "5 10 20".words)
        #expect(labels(Ticks.logarithmic(Extent(0.2, 0.3), atMost: 3)) == "0.200 0.250 0.300".words)
        #expect(Ticks.logarithmic(Extent(-1, 3), atMost: 5).isEmpty)
    }

    private static let hour = 3_600_000.0
    private static let times: [(hours: Double, count: Int, offset: Int, labels: [String])] = [
        (2, 7, 0, "08:20 08:40 09:00 09:20 09:40 10:00 10:20".words),
        (2, 7, 3600, "09:20 09:40 10:00 10:20 10:40 11:00 11:20".words),
        (0.02, 6, 0, "08:20:00 08:20:15 08:20:30 08:20:45 08:21:00".words),
        (24, 5, 0, ["12:00", "18:00", "Nov 24", "06:00"]),
        (24 * 21, 4, 0, ["Nov 30", "Dec 7", "Dec 14"]),
        (24 * 90, 4, 0, ["Dec", "2027", "Feb"]),
        (24 * 365 * 30, 4, 0, ["2030", "2040", "2050"]),
    ]

    @Test(arguments: times)
    func timesStandOnRoundMinutesHoursAndDays(
        _ hours: Double,
        _ count: Int,
        _ offset: Int,
        _ written: [String]
    ) {
        let extent = Extent(Figures.morning, Figures.morning + hours * Self.hour)
        #expect(labels(Ticks.time(extent, atMost: count, offset: offset)) == written)
    }

    @Test func monthsBeginOnTheirFirstDay() {
        let ticks = Ticks.time(Extent(-80 * 24 * Self.hour, 0), atMost: 4, offset: 0)
        #expect(labels(ticks) == ["Nov", "Dec", "1970"])
        #expect(ticks.map(\.value) == [-61, -31, 0].map { $0 * 24 * Self.hour })
    }

    @Test func anExtentAlwaysIsOne() {
        for bad in [Double.nan, .infinity, -.infinity, .greatestFiniteMagnitude] {
            for other in [bad, 0, -.infinity, .leastNonzeroMagnitude] {
                let extent = Extent(bad, other)
                #expect(extent.low <= extent.high && extent.width.isFinite)
            }
        }
    }

    private static let bounds: [Double] = [
        .nan, .infinity, -.infinity, 0, -0.0, .leastNonzeroMagnitude, 1e-12, 1, 1.5, 1e15,
        Double(Int64.min), Double(Int64.max), 1e300, -1e300, .greatestFiniteMagnitude,
        1 + .ulpOfOne,
    ]

    @Test func noBoundsGiveTooManyTicks() {
        for low in Self.bounds {
            for high in Self.bounds {
                let extent = Extent(low, high)
                for count in [0, 1, 2, 8] {
                    let all = [
                        Ticks.linear(extent, atMost: count),
                        Ticks.linear(extent, atMost: count, whole: true, isNarrow: true),
                        Ticks.steps(extent, atMost: count, isNarrow: true),
                        Ticks.logarithmic(extent, atMost: count),
                        Ticks.time(extent, atMost: count, offset: .max),
                    ]
                    for ticks in all {
                        #expect(ticks.count <= count, "\(extent)")
                        #expect(ticks.allSatisfy { $0.value.isFinite }, "\(extent)")
                    }
                }
            }
        }
    }

    @Test func ticksAreOnEqualDistances() {
        var random = Seeded()
        for _ in 0..<500 {
            let low = random.number(from: -1e4, to: 1e4)
            let extent = Extent(low, low + random.number(from: 1e-3, to: 1e5))
            let values = Ticks.linear(extent, atMost: 8).map(\.value)
            let step = zip(values, values.dropFirst()).map { $1 - $0 }
            #expect(values.count > 1 && values.allSatisfy(extent.contains), "\(random)")
            #expect(step.allSatisfy { abs($0 - step[0]) <= step[0] * 1e-6 }, "\(random)")
            let texts = Ticks.linear(extent, atMost: 8).map(\.label)
            #expect(Set(texts).count == texts.count, "\(texts) \(random)")
        }
    }
}

extension String {
    fileprivate var words: [String] { split(separator: " ").map(String.init) }
}
