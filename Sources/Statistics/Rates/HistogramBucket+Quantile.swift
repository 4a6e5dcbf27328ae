extension HistogramBucket {
    /// The value that a share of all observations does not exceed: PromQL's `histogram_quantile`.
    ///
    /// Prometheus 2.42, `promql/quantile.go`, `bucketQuantile`. Observations are taken to be spread
    /// evenly in their bucket, from 0 in the first; above the last finite bound it is that bound.
    /// NaN without observations, without a bucket up to infinity and with fewer than two; infinite
    /// where `share` is outside of 0...1.
    public static func quantile(_ share: Double, of buckets: [HistogramBucket]) -> Double {
        guard !share.isNaN, !buckets.isEmpty else { return .nan }
        guard share >= 0 else { return -.infinity }
        guard share <= 1 else { return .infinity }
        var buckets = buckets
        sort(&buckets)
        guard buckets[buckets.count - 1].upperBound == .infinity else { return .nan }
        buckets = monotone(merged(buckets))
        let last = buckets.count - 1
        let total = buckets[last].count
        guard last >= 1, total != 0 else { return .nan }
        let rank = share * total
        let index = first(in: buckets[..<last], atLeast: rank)
        if index == last { return buckets[last - 1].upperBound }
        let bound = buckets[index].upperBound
        guard index > 0 else { return bound <= 0 ? bound : bound * (rank / buckets[0].count) }
        let before = buckets[index - 1]
        let part = (rank - before.count) / (buckets[index].count - before.count)
        return before.upperBound + (bound - before.upperBound) * part
    }

    /// Sorts by bounds; up to twelve in the way of Go, which shows where a bound is NaN.
    private static func sort(_ buckets: inout [HistogramBucket]) {
        guard buckets.count <= 12 else {
            buckets.sort { $0.upperBound < $1.upperBound }
            return
        }
        for end in buckets.indices {
            var index = end
            while index > 0, buckets[index].upperBound < buckets[index - 1].upperBound {
                buckets.swapAt(index, index - 1)
                index -= 1
            }
        }
    }

    /// Buckets of the same bound as one.
    private static func merged(_ buckets: [HistogramBucket]) -> [HistogramBucket] {
        var merged: [HistogramBucket] = []
        for bucket in buckets {
            if let last = merged.indices.last, merged[last].upperBound == bucket.upperBound {
                merged[last].count += bucket.count
            } else {
                merged.append(bucket)
            }
        }
        return merged
    }

    /// Counts that never fall; those of a scrape between two updates, or of rates, may.
    private static func monotone(_ buckets: [HistogramBucket]) -> [HistogramBucket] {
        var buckets = buckets
        var greatest = buckets[0].count
        for index in buckets.indices {
            if buckets[index].count > greatest { greatest = buckets[index].count }
            if buckets[index].count < greatest { buckets[index].count = greatest }
        }
        return buckets
    }

    /// A binary search, also where NaN leaves no order: Go's `sort.Search`.
    private static func first(in buckets: ArraySlice<HistogramBucket>, atLeast rank: Double) -> Int
    {
        var (low, high) = (0, buckets.count)
        while low < high {
            let middle = (low + high) / 2
            if buckets[middle].count >= rank { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
