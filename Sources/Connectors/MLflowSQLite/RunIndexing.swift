import Client
import Entities
import SQLite

/// How far the runs have been read, from the newest row to the oldest.
struct RunIndexing {
    /// The lowest row that was read; nil before the first.
    var lowest: Int64?
    /// The highest row that was read.
    var highest: Int64 = 0
    /// Whether every run that can be read is in the table.
    var isComplete = false
    /// How many rows lie in pieces of the file that cannot be read.
    var lost: Int64 = 0

    /// About what share has been read, from 0 to 1.
    var progress: Double {
        guard !isComplete else { return 1 }
        guard let lowest, highest > 0 else { return 0 }
        return min(1, max(0, (Double(highest) - Double(lowest) + 1) / Double(highest)))
    }
}

extension MLflowSQLite {
    /// Rows of `runs` read at a time; about 2 ms.
    private static let chunk = 4096

    static let columns =
        "rowid, run_uuid, experiment_id, status, start_time, end_time, lifecycle_stage"

    /// Reads the experiments and the newest runs, if that has not been done.
    func beginIndexing(_ connection: StoreConnection) throws {
        guard indexing.lowest == nil, !indexing.isComplete else { return }
        try connection.database.snapshot { () throws(SQLiteError) in
            try readExperiments(connection)
            try indexChunk(connection)
        }
        following.begin(at: try Following.Marks(connection))
        if indexing.isComplete { try readParents(connection, after: 0) }
    }

    /// Reads one more piece of the runs.
    func indexChunk(_ connection: StoreConnection) throws(SQLiteError) {
        let statement = try connection.prepare(
            "SELECT \(Self.columns) FROM runs WHERE rowid < ? ORDER BY rowid DESC LIMIT ?",
            [.integer(indexing.lowest ?? .max), .integer(Int64(Self.chunk))]
        )
        let read: ClosedRange<Int64>?
        do {
            read = try take(statement, areNew: true)
            // Piece by piece, so that no sort has to wait for a million.
            table.index()
        } catch {
            guard error.isCorrupt, let lowest = indexing.lowest else { throw error }
            return skipChunk(below: lowest)
        }
        guard let read else {
            indexing.isComplete = true
            return
        }
        indexing.lowest = read.lowerBound
        indexing.highest = max(indexing.highest, read.upperBound)
        indexing.isComplete = read.lowerBound <= 1
    }

    /// Goes on behind a piece that cannot be read: what lies beyond it often can.
    private func skipChunk(below lowest: Int64) {
        let next = max(0, lowest - Int64(Self.chunk))
        indexing.lost += lowest - next
        indexing.lowest = next
        indexing.isComplete = next <= 1
    }

    /// Puts the rows of a statement over `columns` into the table and returns their row numbers.
    ///
    /// Runs that cannot be there yet are not looked for.
    @discardableResult
    func take(_ statement: Statement, areNew: Bool) throws(SQLiteError) -> ClosedRange<Int64>? {
        // Taken out and put back: Swift checks each access to an actor's property.
        var (table, following) = (RunTable(source: source.id), Following())
        swap(&table, &self.table)
        swap(&following, &self.following)
        defer {
            swap(&table, &self.table)
            swap(&following, &self.following)
        }
        var (lowest, highest): (Int64, Int64) = (.max, .min)
        while try statement.step() {
            let row = RunTable.Row(statement, following.code(of: statement.integer(2), in: &table))
            (lowest, highest) = (min(lowest, row.rowID), max(highest, row.rowID))
            _ = statement.bytes(1) { id in
                let slot = areNew ? table.append(id, row) : table.upsert(id, row)
                following.note(slot, isOpen: row.isOpen, isNew: areNew)
            }
        }
        return lowest <= highest ? lowest...highest : nil
    }

    /// Reads every experiment with its tags; new ones get the next code.
    func readExperiments(_ connection: StoreConnection) throws(SQLiteError) {
        let statement = try connection.prepare(
            """
            SELECT experiment_id, name, lifecycle_stage, creation_time, last_update_time
            FROM experiments ORDER BY experiment_id
            """
        )
        while try statement.step() {
            let code = Int(following.code(of: statement.integer(0), in: &table))
            table.experiments[code].name = statement.text(1) ?? ""
            table.experiments[code].isDeleted = statement.text(2) == "deleted"
            table.experiments[code].created = statement.instant(3)
            table.experiments[code].updated = statement.instant(4)
            table.experiments[code].tags = [:]
        }
        let tags = try connection.prepare("SELECT experiment_id, key, value FROM experiment_tags")
        while try tags.step() {
            guard let code = following.codes[tags.integer(0)], let key = tags.text(1) else {
                continue
            }
            table.experiments[Int(code)].tags[key] = tags.text(2)
        }
    }
}

extension RunTable.Row {
    /// The row of a statement over `columns`; experiments have codes.
    init(_ statement: Statement, _ experiment: Int32) {
        self.init(
            experiment: experiment,
            status: RunTable.Row.status(statement),
            start: statement.instant(4),
            end: statement.instant(5),
            rowID: statement.integer(0)
        )
    }

    /// A run's state, nil for a deleted run; a word that is not known counts as running.
    private static func status(_ statement: Statement) -> Run.Status? {
        let isDeleted = statement.bytes(6) { $0.first == UInt8(ascii: "d") } ?? false
        guard !isDeleted else { return nil }
        return statement.bytes(3) { word -> Run.Status in
            switch (word.first, word.dropFirst().first) {
            case (UInt8(ascii: "F"), UInt8(ascii: "I")): .finished
            case (UInt8(ascii: "F"), _): .failed
            case (UInt8(ascii: "K"), _): .killed
            case (UInt8(ascii: "S"), _): .scheduled
            default: .running
            }
        } ?? .running
    }

    /// Whether its state may still change.
    fileprivate var isOpen: Bool { status == .running || status == .scheduled }
}
