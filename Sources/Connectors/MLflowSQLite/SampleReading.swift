import Client
import Entities
import SQLite
import Statistics

/// The samples of one metric of a run, as far as they have been read.
struct SampleReading {
    /// A metric of a run.
    struct Key: Hashable {
        var run: String
        var metric: String
    }

    var samples = Samples()
    /// The last row that was read of those up to `mark`; nil once all have been.
    var after: (step: Int64, row: Int64)? = (.min, .min)
    /// The highest row of the table when reading began, or when rows were last added.
    var mark: Int64
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
    mutating func update<Failure>(
        _ key: SampleReading.Key,
        _ body: (inout SampleReading) throws(Failure) -> Void
    ) throws(Failure) {
        guard var reading = readings.removeValue(forKey: key) else { return }
        defer { self[key] = reading }
        try body(&reading)
    }
}
