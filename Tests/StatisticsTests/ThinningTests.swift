import Statistics
import Testing

struct ThinningTests {
    @Test func noExtremeIsDropped() {
        var thinning = Thinning(columns: 10, from: 0, to: 9999)
        for step in 0..<10_000 {
            thinning.add(step == 5678 ? 1e9 : step == 5679 ? -1e9 : 1, at: Int64(step))
        }
        let buckets = thinning.buckets.compactMap(\.self)
        #expect(buckets.map(\.maximum).max() == 1e9)
        #expect(buckets.map(\.minimum).min() == -1e9)
        #expect(thinning.count == 10_000)
    }

    @Test func theLastIsThatOfTheHighestStepInAnyOrder() {
        var thinning = Thinning(columns: 1, from: 0, to: 9)
        for step in [3, 9, 1] { thinning.add(Double(step), at: Int64(step)) }
        #expect(thinning.buckets[0]?.last == 9)
    }

    @Test func notANumberIsNoExtreme() throws {
        var thinning = Thinning(columns: 1, from: 0, to: 2)
        thinning.add(.nan, at: 0)
        thinning.add(.infinity, at: 1)
        thinning.add(2, at: 2)
        let bucket = try #require(thinning.buckets[0])
        #expect(bucket.minimum == 2 && bucket.maximum == 2 && bucket.last == 2)
    }

    @Test func stepsAtTheEndsOfInt64AreNoOverflow() {
        var thinning = Thinning(columns: 4, from: .min, to: .max)
        thinning.add(1, at: .min)
        thinning.add(2, at: .max)
        #expect(thinning.buckets[0]?.last == 1)
        #expect(thinning.buckets[3]?.last == 2)
    }
}
