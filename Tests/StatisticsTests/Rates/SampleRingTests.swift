import Statistics
import Testing

struct SampleRingTests {
    private func samples(_ ring: SampleRing, _ column: Int, in span: ClosedRange<Int64>) -> [Int64:
        Double]
    {
        var window = SampleWindow(from: span.lowerBound, to: span.upperBound)
        ring.read(column, into: &window)
        return Dictionary(uniqueKeysWithValues: zip(window.times, window.values))
    }

    private let always = Int64.min...Int64.max

    @Test func theOldestScrapesMakeRoom() {
        var ring = SampleRing(capacity: 3)
        for time in 1...5 { ring.append([Double(time), 0], at: Int64(time) * 10) }
        #expect(ring.count == 3 && ring.last == 50)
        #expect(samples(ring, 0, in: always) == [30: 3, 40: 4, 50: 5])
        #expect(samples(ring, 0, in: 31...40) == [40: 4])
        #expect(samples(ring, 7, in: always).isEmpty)
    }

    @Test func aSampleThatIsMissingIsNotANaN() throws {
        var ring = SampleRing(capacity: 10)
        ring.append([1, .nan], at: 1)
        ring.append([StaleMarker.value, 2], at: 2)
        ring.append([3], at: 3)
        #expect(samples(ring, 0, in: always) == [1: 1, 3: 3])
        let second = samples(ring, 1, in: always)
        #expect(second.count == 2 && second[2] == 2)
        #expect(try #require(second[1]).isNaN)
    }

    @Test func aClockSetBackIsRefusedUntilTheCallerTakesItsTime() {
        var ring = SampleRing(capacity: 4)
        for time in [10, 20, 30] as [Int64] {
            #expect(ring.append([Double(time)], at: time) == .kept)
        }
        #expect(ring.append([99], at: 30) == .repeated)
        #expect(ring.append([99], at: 15) == .early(by: 15))
        ring.drop(after: 15)
        #expect(ring.append([15], at: 15) == .kept)
        #expect(samples(ring, 0, in: always) == [10: 10, 15: 15])
    }

    @Test func aColumnCanBeGivenToAnotherSeries() {
        var ring = SampleRing(capacity: 4)
        ring.append([1, 2], at: 1)
        ring.clear(0)
        ring.append([3, 4], at: 2)
        #expect(samples(ring, 0, in: always) == [2: 3])
        #expect(samples(ring, 1, in: always) == [1: 2, 2: 4])
    }

    @Test func aDayOfTwoThousandSeriesTakesLessThanAHundredMegabytes() {
        var ring = SampleRing(capacity: 5760)
        #expect(ring.size < 10_000)
        let values = [Double](repeating: 1.5, count: 2000)
        ring.append(values, at: 0)
        #expect(ring.size < 5_000_000)
        for scrape in 1..<7000 { ring.append(values, at: Int64(scrape) * 15_000) }
        #expect(ring.count == 5760 && ring.size < 100_000_000)
    }

    @Test func aSeriesThatIsGoneTakesNothingInTheEnd() {
        var ring = SampleRing(capacity: 480)
        for time in 0..<480 as Range<Int64> { ring.append([1], at: time) }
        let full = ring.size
        for time in 480..<960 as Range<Int64> { ring.append([StaleMarker.value], at: time) }
        #expect(ring.size < full - 480 * 8)
    }

    /// Whatever comes in, the ring holds what a list of everything would show of the latest
    /// scrapes.
    @Test func theRingIsTheEndOfAList() {
        var random = Seeded()
        for round in 0..<60 {
            var ring = SampleRing(capacity: Int.random(in: 1...700, using: &random))
            var list: [(time: Int64, values: [Double])] = []
            for _ in 0..<1500 {
                step(&ring, &list, &random)
                list = list.suffix(ring.capacity)
            }
            let start = Int64.random(in: 0...20_000, using: &random)
            let span = start...start + Int64.random(in: 0...20_000, using: &random)
            for column in 0..<5 {
                let expected = list.filter { span.contains($0.time) && column < $0.values.count }
                    .map { ($0.time, $0.values[column]) }.filter { !StaleMarker.matches($0.1) }
                guard samples(ring, column, in: span) == Dictionary(uniqueKeysWithValues: expected)
                else {
                    Issue.record("\(random), round \(round), column \(column)")
                    return
                }
            }
        }
    }

    private func step(
        _ ring: inout SampleRing,
        _ list: inout [(time: Int64, values: [Double])],
        _ random: inout Seeded
    ) {
        let time = (list.last?.time ?? 0) + Int64.random(in: -3...40, using: &random)
        let values = (0..<Int.random(in: 0...5, using: &random)).map { _ in
            random.next() % 3 == 0 ? StaleMarker.value : Double.random(in: 0...1, using: &random)
        }
        if Int.random(in: 0..<100, using: &random) == 0 {
            ring.drop(after: time - 30)
            list.removeAll { $0.time > time - 30 }
        }
        if ring.append(values, at: time) == .kept { list.append((time, values)) }
    }
}
