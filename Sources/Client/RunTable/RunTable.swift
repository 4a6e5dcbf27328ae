import Entities

/// The runs of one store in columns, one slot a run: what sorting and paging work on.
///
/// A copy is a snapshot: a store goes on filling its own while an order reads an older one.
public struct RunTable: Sendable {
    /// What a store tells of a run at once, before any metric, param or tag is read.
    public struct Row: Sendable {
        /// The place of the run's experiment in `experiments`.
        public var experiment: Int32
        /// Its state; nil for a deleted run.
        public var status: Run.Status?
        /// Its start.
        public var start: Instant?
        /// Its end.
        public var end: Instant?
        /// The store's own row number.
        public var rowID: Int64

        /// A run's row.
        public init(
            experiment: Int32,
            status: Run.Status?,
            start: Instant?,
            end: Instant?,
            rowID: Int64
        ) {
            self.experiment = experiment
            self.status = status
            self.start = start
            self.end = end
            self.rowID = rowID
        }
    }

    /// Stands for a time that a run does not have.
    static let noTime = Int64.min
    private static let deleted = UInt8.max

    /// Whose runs these are.
    public let source: Source.ID
    /// The experiments that runs refer to.
    public var experiments: [Experiment] = []
    /// Fields of all runs, as far as they are loaded.
    public internal(set) var columns: [Field: ValueColumn] = [:]
    /// For each child run, its parent's slot.
    public var parents: [Int32: Int32] = [:]
    /// Counts the changes, so that an order knows whether it is still true.
    public private(set) var version = 0
    /// Counts the changes of which runs there are, of what experiments and ages.
    public private(set) var rowsVersion = 0

    var keys = RunKeys()
    private(set) var experimentOf = Chunked<Int32>()
    private var statuses = Chunked<UInt8>()
    private(set) var starts = Chunked<Int64>()
    private(set) var ends = Chunked<Int64>()
    private var rowIDs = Chunked<Int64>()

    /// A table without runs.
    public init(source: Source.ID) { self.source = source }

    /// How many slots there are, deleted runs included.
    public var count: Int { keys.count }

    /// The store's id of the run in a slot.
    public func id(_ slot: Int) -> String { keys[slot] }

    /// The store's row number of the run in a slot.
    public func rowID(_ slot: Int) -> Int64 { rowIDs[slot] }

    /// The place in `experiments` of the run in a slot.
    public func experiment(_ slot: Int) -> Int { Int(experimentOf[slot]) }

    /// The start of the run in a slot in milliseconds, `noTime` where it has none.
    func start(_ slot: Int) -> Int64 { starts[slot] }

    /// The places in `experiments` of those with these names.
    public func codes(of names: Set<String>) -> Set<Int32> {
        Set(experiments.indices.filter { names.contains(experiments[$0].name) }.map(Int32.init))
    }

    /// The state of the run in a slot; nil for a deleted one.
    public func status(_ slot: Int) -> Run.Status? { Run.Status(rawValue: statuses[slot]) }

    /// The slot of a run.
    public func slot(of id: String) -> Int? { keys.slot(of: id) }

    /// The slot of a run by the bytes of its id; `hint` is a slot to try first.
    public func slot(of id: UnsafeBufferPointer<UInt8>, hint: Int) -> Int? {
        keys.slot(of: id, hint: hint)
    }

    /// Adds a run, or changes the one that is there, and returns its slot.
    @discardableResult
    public mutating func upsert(_ id: UnsafeBufferPointer<UInt8>, _ row: Row) -> Int {
        keys.index()
        guard let slot = keys.slot(of: id) else { return append(id, row) }
        version += 1
        let start = row.start?.milliseconds ?? RunTable.noTime
        let isSame =
            experimentOf[slot] == row.experiment && starts[slot] == start
            && (status(slot) == nil) == (row.status == nil)
        if !isSame { rowsVersion += 1 }
        experimentOf[slot] = row.experiment
        statuses[slot] = row.status?.rawValue ?? RunTable.deleted
        starts[slot] = start
        ends[slot] = row.end?.milliseconds ?? RunTable.noTime
        rowIDs[slot] = row.rowID
        return slot
    }

    /// Takes a run out of every order.
    public mutating func remove(_ slot: Int) {
        version += 1
        rowsVersion += 1
        statuses[slot] = RunTable.deleted
    }

    /// Says that a column or a parent changed.
    public mutating func touch() { version += 1 }

    /// Makes every run quick to find by its id.
    public mutating func index() { keys.index() }

    /// Adds a run that is not there yet and returns its slot.
    @discardableResult
    public mutating func append(_ id: UnsafeBufferPointer<UInt8>, _ row: Row) -> Int {
        version += 1
        rowsVersion += 1
        experimentOf.append(row.experiment)
        statuses.append(row.status?.rawValue ?? RunTable.deleted)
        starts.append(row.start?.milliseconds ?? RunTable.noTime)
        ends.append(row.end?.milliseconds ?? RunTable.noTime)
        rowIDs.append(row.rowID)
        return keys.append(id)
    }
}
