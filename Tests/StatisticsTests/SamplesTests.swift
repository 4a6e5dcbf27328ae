import Statistics
import Testing

struct SamplesTests {
    @Test func stepsOutOfOrderAreSortedAndThoseOfOneStepKeepTheirs() {
        var samples = Samples()
        for (step, value) in [(3, 30.0), (1, 10), (3, 31), (2, 20)] {
            samples.append(value, step: Int64(step), time: Int64(step) * 100)
        }
        samples.sort()
        #expect(samples.steps == [1, 2, 3, 3])
        #expect(samples.values == [10, 20, 30, 31])
        #expect(samples.extremes.last?.value == 31)
        #expect(samples.extremes.least?.step == 1)
    }

    @Test func whatLiesOutsideOfTheRangeIsNotDrawn() {
        var samples = Samples()
        for step in 0..<100 { samples.append(Double(step), step: Int64(step), time: 0) }
        let thinned = samples.thinned(columns: 2, axis: .step, in: 40...49, smoothing: 0)
        #expect(thinned.count == 10)
        #expect(thinned.buckets[0]?.minimum == 40 && thinned.buckets[1]?.maximum == 49)
    }

    @Test func placesInTimeCountFromTheFirstSample() {
        var samples = Samples()
        for step in 0..<10 {
            samples.append(1, step: Int64(step), time: 5000 + Int64(step) * 10)
        }
        #expect(samples.whole(.relative) == 0...90)
        #expect(samples.whole(.time) == 5000...5090)
        let thinned = samples.thinned(columns: 9, axis: .relative, in: 0...90, smoothing: 0)
        #expect(thinned.count == 10)
    }

    @Test func timesAsFarApartAsCanBeAreStillARange() {
        var samples = Samples()
        samples.append(1, step: 0, time: .min)
        samples.append(2, step: 1, time: .max)
        #expect(samples.whole(.relative) == 0...Int64.max)
        let range = 0...Int64.max
        let thinned = samples.thinned(columns: 4, axis: .relative, in: range, smoothing: 0)
        #expect(thinned.buckets.first??.last == 1 && thinned.buckets.last??.last == 2)
    }

    /// The values of TensorBoard's own algorithm for 1, 2, 4 and a weight of a half.
    @Test func smoothingIsNotPulledTowardsZeroAtItsStart() {
        var smoothing = Smoothing(weight: 0.5)
        #expect(smoothing.next(1) == 1)
        #expect(abs(smoothing.next(2) - 5.0 / 3) < 1e-12)
        #expect(smoothing.next(.nan).isNaN)
        #expect(abs(smoothing.next(4) - 3) < 1e-12)
    }

    @Test func extremesAreFiniteAndTheFirstOfSeveral() {
        let samples: [(Int, Double)] = [
            (0, .infinity), (1, 2), (2, 2), (3, -.infinity), (4, .nan),
        ]
        var extremes = Extremes()
        for (step, value) in samples {
            extremes.add(value, at: Int64(step))
        }
        #expect(extremes.greatest?.step == 1 && extremes.least?.step == 1)
        #expect(extremes.last?.value.isNaN == true)
    }
}
