import Entities
import Statistics

extension Series {
    /// The samples as a question asks for them.
    public init(_ samples: Samples, for question: MetricSeries, progress: Double? = nil) {
        let axis = question.axis.places
        let whole = samples.whole(axis) ?? 0...0
        let range = question.range ?? whole
        let thinning = samples.thinned(
            columns: question.columns,
            axis: axis,
            in: range,
            smoothing: question.smoothing
        )
        self.init(thinning, samples.extremes, range: range, whole: whole, count: samples.count)
        self.progress = progress
    }

    /// Samples that were thinned as they came.
    public init(
        _ thinning: Thinning,
        _ extremes: Extremes,
        range: ClosedRange<Int64>,
        whole: ClosedRange<Int64>,
        count: Int
    ) {
        self.init(
            buckets: thinning.buckets.map { $0.map { Bucket($0.minimum, $0.maximum, $0.last) } },
            range: range,
            whole: whole,
            count: count,
            last: extremes.last.map { Sample($0.value, at: $0.step) },
            least: extremes.least.map { Sample($0.value, at: $0.step) },
            greatest: extremes.greatest.map { Sample($0.value, at: $0.step) }
        )
    }
}

extension MetricSeries.Axis {
    fileprivate var places: Samples.Axis {
        switch self {
        case .step: .step
        case .relative: .relative
        case .time: .time
        }
    }
}
