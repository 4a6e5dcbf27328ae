/// The series of one target, and their values at its latest scrape.
///
/// A series has a slot, a small number that it keeps from scrape to scrape. A series that stands
/// where the scrape before had it costs a comparison of its bytes and no allocation.
public struct SeriesIndex: Sendable {
    /// The value of each slot, as a ring takes them; `StaleMarker` where the latest scrape told none.
    public private(set) var values: [Double] = []
    /// Slots that the latest scrape told and the one before did not: series that are new or back.
    public private(set) var appeared: [Int] = []
    /// Slots that the latest scrape did not tell and the one before did.
    public private(set) var vanished: [Int] = []
    /// How many samples were left out: the same scrape had told their series another value before.
    public private(set) var repeated = 0

    private let limit: Int
    private var format = ExpositionFormat.plain
    private var slots = SeriesSlots()
    private var spellings = SeriesSpellings()
    private var descriptions = MetadataTable()
    private var previous: [Double] = []
    private var times: [Int64?] = []
    /// Slots that the scrape being read has given.
    private var added: [Int] = []
    private var scrape = 0

    /// An index that knows no series yet; a scrape that would bring it above `limit` fails.
    public init(limit: Int = 200_000) { self.limit = limit }

    /// How many series are known, told by the latest scrape or not.
    public var count: Int { slots.count }

    /// The series of a slot, made anew at each call; nil for a free slot.
    public func name(of slot: Int) -> SeriesName? { slots.name(of: slot) }

    /// The slot of a series, told by the latest scrape or not.
    public func slot(of name: SeriesName) -> Int? { slots.slot(of: name) }

    /// The time that the server told with a value, in milliseconds since 1970; most tell none.
    ///
    /// Who keeps values under the time of their scrape does what `honor_timestamps: false` does.
    public func time(of slot: Int) -> Int64? { times.indices.contains(slot) ? times[slot] : nil }

    /// What the server says about a metric; about `x` also for `x_bucket`, `x_sum` and `x_count`.
    public func metadata(of metric: String) -> MetricMetadata? { descriptions[metric] }

    /// Takes the answer to a scrape.
    ///
    /// As with Prometheus 2.42, a bad line fails the scrape as a whole, and of samples of the same
    /// series the first counts. No series is present after a failed scrape; Prometheus 2.42 forgets
    /// to mark those stale that stood before the bad line.
    public mutating func read(
        _ bytes: UnsafeBufferPointer<UInt8>,
        as format: ExpositionFormat
    ) throws(ExpositionError) {
        // A spelling that plain text accepts, OpenMetrics may not.
        if format != self.format || spellings.count > 2 * slots.count + 1000 {
            spellings.removeAll()
        }
        self.format = format
        begin()
        do {
            try readEntries(ExpositionReader(bytes, as: format))
        } catch {
            undo()
            throw error
        }
        compare()
    }

    /// Takes the answer to a scrape.
    public mutating func read(
        _ bytes: [UInt8],
        as format: ExpositionFormat
    ) throws(ExpositionError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(ExpositionError) in
            try read(bytes, as: format)
        }
    }

    /// Takes a scrape that had no answer: no series is present.
    public mutating func readNothing() {
        begin()
        compare()
    }

    /// Forgets the series that so many scrapes in a row did not tell.
    ///
    /// Gives their slots, which new series may take: a ring that kept each of these scrapes and has
    /// no room for more has nothing of them anymore, another one must clear their columns.
    public mutating func forget(absentFor scrapes: Int) -> [Int] {
        let gone = slots.absent(since: scrape - max(1, scrapes))
        remove(gone)
        return gone
    }
}

extension SeriesIndex {
    private mutating func begin() {
        swap(&values, &previous)
        values.removeAll(keepingCapacity: true)
        values.append(contentsOf: repeatElement(StaleMarker.value, count: slots.capacity))
        previous.append(
            contentsOf: repeatElement(StaleMarker.value, count: slots.capacity - previous.count)
        )
        appeared.removeAll(keepingCapacity: true)
        vanished.removeAll(keepingCapacity: true)
        added.removeAll(keepingCapacity: true)
        repeated = 0
        scrape += 1
        spellings.begin()
        descriptions.begin()
    }

    private mutating func readEntries(_ start: ExpositionReader) throws(ExpositionError) {
        var reader = start
        while true {
            if let (spelling, end) = spellings.guess(at: reader.place, in: reader.bytes) {
                let series = reader.place..<end
                reader.place = end
                take(try reader.sample(of: series), spelling)
                continue
            }
            switch try reader.next() {
            case .series(let series):
                let sample = try reader.sample(of: series)
                take(sample, try spelling(in: series, of: reader))
            case .metadata(let keyword, let metric, let text):
                try descriptions.note(keyword, metric, text, in: reader)
            case .end: return
            }
        }
    }

    private mutating func take(_ sample: ExpositionReader.Sample, _ spelling: Int) {
        spellings.follow(spelling)
        let slot = spellings.slot(of: spelling)
        guard StaleMarker.matches(values[slot]) else {
            if values[slot].bitPattern != sample.value.bitPattern { repeated += 1 }
            return
        }
        values[slot] = sample.value
        times[slot] = sample.time
    }

    private mutating func spelling(
        in series: Range<Int>,
        of reader: ExpositionReader
    ) throws(ExpositionError) -> Int {
        let text = UnsafeBufferPointer(rebasing: reader.bytes[series])
        if let known = spellings.find(text) { return known }
        let name = try reader.seriesName(in: series)
        if let slot = slots.slot(of: name) { return spellings.add(text, slot: slot) }
        guard slots.count < limit else {
            throw ExpositionError(
                "at most \(limit) series",
                at: series.lowerBound,
                in: reader.bytes
            )
        }
        let slot = slots.add(name, in: scrape)
        added.append(slot)
        if slot == values.count {
            values.append(StaleMarker.value)
            times.append(nil)
        }
        return spellings.add(text, slot: slot)
    }

    private mutating func compare() {
        for slot in values.indices {
            let isTold = !StaleMarker.matches(values[slot])
            let wasTold = slot < previous.count && !StaleMarker.matches(previous[slot])
            if isTold { slots.note(slot, in: scrape) }
            if isTold, !wasTold { appeared.append(slot) }
            if wasTold, !isTold { vanished.append(slot) }
        }
    }

    /// Leaves a failed scrape with nothing told, and without the series that only it told.
    private mutating func undo() {
        for slot in values.indices { values[slot] = StaleMarker.value }
        repeated = 0
        compare()
        remove(added)
    }

    private mutating func remove(_ gone: [Int]) {
        guard !gone.isEmpty else { return }
        slots.remove(gone)
        spellings.removeAll()
        for slot in gone { values[slot] = StaleMarker.value }
    }
}
