/// The latest samples of series that are scraped together, exact: one column of times, one of
/// values for each series.
///
/// A sample takes 8 bytes, and none in hours in which its series was not told. Times ascend: what
/// comes at or before the last time is refused, as Prometheus refuses it.
public struct SampleRing: Sendable {
    /// What became of a scrape.
    public enum Outcome: Equatable, Sendable {
        /// It is the newest.
        case kept
        /// It was left out: there is one of the same time.
        case repeated
        /// It was left out: the newest is later by so many milliseconds. The clock was set back;
        /// `drop(after:)` takes the new time as the right one.
        case early(by: Int64)
    }

    private typealias Chunk = [Double]
    private static let chunkSize = 240

    /// How many scrapes fit.
    public let capacity: Int
    /// How many scrapes there are.
    public private(set) var count = 0
    private var times: [Int64] = []
    /// The place of the oldest scrape.
    private var oldest = 0
    /// The chunks of each column; an empty one holds only stale markers.
    private var columns: [[Chunk]] = []

    /// An empty ring for so many scrapes; it takes memory as they come.
    public init(capacity: Int) { self.capacity = max(1, capacity) }

    /// About how many bytes of memory it takes.
    public var size: Int {
        let chunks = columns.joined().lazy.filter { !$0.isEmpty }
        let headers = 32 + MemoryLayout<Chunk>.stride
        return times.capacity * 8 + columns.count * headers
            + columns.reduce(0) { $0 + $1.capacity * MemoryLayout<Chunk>.stride }
            + chunks.reduce(0) { $0 + $1.capacity * 8 + 32 }
    }

    /// The time of the newest scrape.
    public var last: Int64? { count == 0 ? nil : times[place(count - 1)] }

    /// Keeps a scrape: a value for each column, stale markers for those that it did not tell.
    ///
    /// Columns behind the last value are not told either.
    @discardableResult
    public mutating func append(_ values: [Double], at time: Int64) -> Outcome {
        if let last, time <= last {
            return time == last ? .repeated : .early(by: last &- time)
        }
        let place = place(count)
        if place == times.count { times.append(time) } else { times[place] = time }
        if count == capacity { oldest = self.place(1) } else { count += 1 }
        while columns.count < values.count { columns.append([]) }
        for column in columns.indices {
            write(column < values.count ? values[column] : StaleMarker.value, column, place)
        }
        return .kept
    }

    /// Forgets what is later than a time.
    public mutating func drop(after time: Int64) {
        while let last, last > time { count -= 1 }
    }

    /// Forgets the samples of a column, so that another series can have it.
    public mutating func clear(_ column: Int) {
        if columns.indices.contains(column) { columns[column] = [] }
    }

    /// Copies the samples of a column that lie in the span of a window into it.
    public func read(_ column: Int, into window: inout SampleWindow) {
        window.clear(from: window.start, to: window.end)
        guard columns.indices.contains(column) else { return }
        var index = firstIndex(notBefore: window.start)
        while index < count {
            let place = place(index)
            guard times[place] <= window.end else { return }
            let (chunk, row) = place.quotientAndRemainder(dividingBy: SampleRing.chunkSize)
            if chunk < columns[column].count, !columns[column][chunk].isEmpty {
                window.append(columns[column][chunk][row], at: times[place])
            }
            index += 1
        }
    }
}

extension SampleRing {
    /// The place of a scrape counted from the oldest.
    private func place(_ index: Int) -> Int { (oldest + index) % capacity }

    private func firstIndex(notBefore time: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if times[place(middle)] >= time { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func write(_ value: Double, _ column: Int, _ place: Int) {
        let (chunk, row) = place.quotientAndRemainder(dividingBy: SampleRing.chunkSize)
        let isStale = StaleMarker.matches(value)
        let isEmpty = chunk >= columns[column].count || columns[column][chunk].isEmpty
        if isEmpty {
            if isStale { return }
            while columns[column].count <= chunk { columns[column].append([]) }
            let size = min(SampleRing.chunkSize, capacity - chunk * SampleRing.chunkSize)
            columns[column][chunk] = Array(repeating: StaleMarker.value, count: size)
        }
        columns[column][chunk][row] = value
        let isLast = row == columns[column][chunk].count - 1
        if isLast, columns[column][chunk].allSatisfy(StaleMarker.matches) {
            columns[column][chunk] = []
        }
    }
}
