import Statistics
import Testing

struct HistogramBucketTests {
    private func quantile(_ share: Double, _ buckets: [(Double, Double)]) -> Double {
        HistogramBucket.quantile(
            share,
            of: buckets.map { HistogramBucket(upperBound: $0.0, count: $0.1) }
        )
    }

    /// The example of ClickHouse's `quantilePrometheusHistogram`.
    @Test func observationsAreSpreadEvenlyInTheirBucket() {
        let buckets = [(0, 6.0), (0.5, 11), (1, 14), (.infinity, 19)]
        #expect(abs(quantile(0.5, buckets) - 0.35) < 1e-15)
        #expect(quantile(0.5, buckets.reversed()) == quantile(0.5, buckets))
    }

    @Test func theFirstBucketBeginsAtZeroAndTheLastEndsAtItsLowerBound() {
        let buckets = [(2, 10.0), (4, 20), (.infinity, 100)]
        #expect(quantile(0.05, buckets) == 1)
        #expect(quantile(0, buckets) == 0)
        #expect(quantile(0.9, buckets) == 4 && quantile(1, buckets) == 4)
    }

    @Test func aFirstBoundThatIsNotPositiveIsTheQuantile() {
        let buckets = [(-5, 10.0), (-1, 20), (.infinity, 20)]
        #expect(quantile(0.1, buckets) == -5)
        #expect(quantile(0.75, buckets) == -3)
    }

    @Test func sharesOutsideOfZeroToOneAreInfinite() {
        let buckets = [(1, 1.0), (.infinity, 1)]
        #expect(quantile(-0.1, buckets) == -.infinity && quantile(1.1, buckets) == .infinity)
        #expect(quantile(.nan, buckets).isNaN)
    }

    @Test func withoutObservationsOrWithoutAllBucketsThereIsNone() {
        #expect(quantile(0.5, []).isNaN)
        #expect(quantile(0.5, [(1, 0), (.infinity, 0)]).isNaN)
        #expect(quantile(0.5, [(1, 1), (2, 2)]).isNaN)
        #expect(quantile(0.5, [(.infinity, 5)]).isNaN)
        #expect(quantile(0.5, [(.infinity, 2), (.infinity, 3)]).isNaN)
    }

    @Test func bucketsOfOneBoundAreOneAndCountsNeverFall() {
        #expect(quantile(0.5, [(1, 4), (1, 6), (2, 10), (.infinity, 20)]) == 1)
        #expect(quantile(0.5, [(1, 10), (2, 3), (4, 20), (.infinity, 20)]) == 1)
        #expect(quantile(0.75, [(1, 10), (2, 3), (4, 20), (.infinity, 20)]) == 3)
    }

    @Test func anInfiniteCountIsNoTrap() {
        #expect(quantile(0.5, [(1, 1), (.infinity, .infinity)]) == 1)
        #expect(quantile(0.5, [(1, .nan), (.infinity, .nan)]) == 1)
        #expect(quantile(0.5, [(.nan, 1), (1, 2), (.infinity, 3)]).isNaN)
    }

    @Test func aBoundIsWhatGoReadsAsANumber() {
        let bounds: [(String, Double?)] = [
            ("+Inf", .infinity), ("inf", .infinity), ("0.5", 0.5), ("1e3", 1000), ("0x1p-2", 0.25),
            ("", nil), ("0x10", nil), ("1_0", nil), (" 1", nil), ("1 ", nil), ("1e999", nil),
            ("high", nil),
        ]
        for (text, bound) in bounds {
            #expect(HistogramBucket(le: text, count: 1)?.upperBound == bound, "\(text)")
        }
    }
}
