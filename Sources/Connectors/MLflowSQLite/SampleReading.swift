import Client
import Entities
import SQLite
import Statistics

/// The samples of one metric of a run, as far as they have been read.
struct SampleReading {
    /// A metric of a run.
    struct Key: Hashable {
        let run: String
        let metric: String
        /// Whether it is also read when each sample was logged: by steps nobody needs to know.
        let isTimed: Bool

        init(_ question: MetricSeries) {
            run = question.run.key
            metric = question.key
            isTimed = question.axis != .step
        }
    }

    var samples = Samples()
    /// All rows up to here are read, or come by the index.
    var mark: Int64
    /// The last row that was read by the index; nil once all have been, or where it is not used.
    var after: (step: Int64, row: Int64)?
    /// The run's first row, while its rows are read for the first time as they lie in the table.
    var first: Int64?

    /// All up to `mark` is read by the index.
    static func byIndex(upTo mark: Int64) -> SampleReading {
        SampleReading(mark: mark, after: (.min, .min))
    }

    /// Rows are read as they lie, which costs less where most are the metric's.
    static func byRows(from first: Int64) -> SampleReading {
        SampleReading(mark: first - 1, first: first)
    }

    /// Whether fewer than half of the rows read as they lie were the metric's.
    var isSparse: Bool { first.map { Int64(samples.count) < (mark - $0 + 1) / 2 } ?? false }
}

/// The metrics that were drawn last: zooming and panning read nothing again.
struct SampleReadings {
    private var readings: [SampleReading.Key: SampleReading] = [:]
    private var recent: [SampleReading.Key] = []
    private static let limit = 96 << 20

    subscript(key: SampleReading.Key) -> SampleReading? {
        get { readings[key] }
        set {
            recent.removeAll { $0 == key }
            recent.append(key)
            readings[key] = newValue
            var bytes = readings.values.reduce(0) { $0 + $1.samples.bytes }
            while bytes > Self.limit, recent.count > 1 {
                bytes -= readings.removeValue(forKey: recent.removeFirst())?.samples.bytes ?? 0
            }
        }
    }

    /// Changes a reading in place: a copy of a million samples would be one too many.
    ///
    /// One that fails half way is dropped: what it has read would be read twice.
    mutating func update<Failure>(
        _ key: SampleReading.Key,
        _ body: (inout SampleReading) throws(Failure) -> Void
    ) throws(Failure) {
        guard var reading = readings.removeValue(forKey: key) else { return }
        try body(&reading)
        self[key] = reading
    }
}
