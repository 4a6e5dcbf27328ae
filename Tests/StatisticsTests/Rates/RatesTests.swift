import Statistics
import Testing

struct RatesTests {
    private func window(
        _ values: [Double],
        every step: Int64 = 10_000,
        from first: Int64 = 0,
        in span: ClosedRange<Int64>
    ) -> SampleWindow {
        var window = SampleWindow(from: span.lowerBound, to: span.upperBound)
        for (index, value) in values.enumerated() {
            window.append(value, at: first + Int64(index) * step)
        }
        return window
    }

    @Test func aSpanThatIsCoveredNeedsNoExtrapolation() {
        let window = window([0, 10, 20, 30, 40, 50, 60], in: 0...60_000)
        #expect(window.increase == 60 && window.rate == 1 && window.delta == 60)
        #expect(window.instantRate == 1)
    }

    @Test func bothEndsOfTheSpanBelongToIt() {
        let window = window([1, 2, 3, 4], in: 10_000...20_000)
        #expect(window.times == [10_000, 20_000] && window.values == [2, 3])
    }

    @Test func aCounterThatBeganAnewGrewByWhatItShows() {
        let window = window([100, 120, 5, 15, 3], in: 0...40_000)
        #expect(window.increase == 38)
        #expect(window.delta == -97)
        #expect(window.instantRate == 0.3)
    }

    /// The first sample is 5 s behind the start, less than 1.1 steps; the last one 25 s before the
    /// end: half a step.
    @Test func samplesAreDrawnOutToEndsThatAreNear() {
        let window = window([1000, 1010, 1020], from: 5000, in: 0...50_000)
        #expect(window.increase == 30)
        #expect(window.rate == 20 * (1.5 / 50))
    }

    /// Growing by 1 a second from 2, it was zero 2 s before.
    @Test func aCounterIsNotDrawnOutBelowZero() {
        let counter = window([2, 12, 22], from: 9000, in: 0...29_000)
        #expect(counter.increase == 22)
        #expect(counter.delta == 29)
    }

    @Test func oneSampleIsNoRate() {
        let one = window([1], in: 0...60_000)
        #expect(one.rate == nil && one.increase == nil && one.delta == nil)
        #expect(one.instantRate == nil)
    }

    @Test func notANumberStaysOneAndAStaleMarkerIsNoSample() throws {
        let window = window([1, StaleMarker.value, .nan, 4], in: 0...30_000)
        #expect(window.times == [0, 20_000, 30_000])
        #expect(window.delta == 3)
        let last = self.window([1, 2, .nan], in: 0...20_000)
        #expect(try #require(last.rate).isNaN)
    }

    /// What a counter shows does not depend on where the counting began, nor on resets at a sample.
    @Test func aRateIsThatOfTheSumOfItsSteps() throws {
        var random = Seeded()
        for round in 0..<2000 {
            let steps = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                Double(Int.random(in: 1...1000, using: &random))
            }
            var values = [Double(Int.random(in: 1_000_000...2_000_000, using: &random))]
            for step in steps {
                let isReset = Int.random(in: 0..<10, using: &random) == 0
                values.append(
                    isReset && step < values[values.count - 1]
                        ? step : values[values.count - 1] + step
                )
            }
            let end = Int64(steps.count) * 10_000
            let increase = try #require(window(values, in: 0...end).increase)
            guard increase == steps.reduce(0, +) else {
                Issue.record("\(random), round \(round): \(values) grow by \(increase)")
                return
            }
        }
    }

    @Test func aSumIsTheSameInAnyOrder() {
        var random = Seeded()
        for round in 0..<1000 {
            let values = (0..<50).map { _ in
                Double.random(in: -1...1, using: &random) * (random.next() % 2 == 0 ? 1e16 : 1)
            }
            guard values.stableSum == values.shuffled(using: &random).stableSum else {
                Issue.record("\(random), round \(round): \(values)")
                return
            }
        }
        #expect([1e16, 1, -1e16, 1].stableSum == 2)
        #expect([1, .infinity].stableSum == .infinity)
        #expect([.infinity, 1, -.infinity].stableSum.isNaN && [1, .nan].stableSum.isNaN)
        #expect([Double]().stableSum == 0)
    }
}
