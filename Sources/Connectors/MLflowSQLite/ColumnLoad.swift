import Client
import Entities
import SQLite

/// How far the values of one field have been read, from the newest row to the oldest.
struct ColumnLoad {
    /// The row below which is still to be read.
    private(set) var below: Int64
    /// The highest row there was.
    let highest: Int64
    /// How many rows are read next: few at first, for the first rows of an order to come at once.
    private(set) var chunk: Int64 = 6144
    /// Whether it is read on.
    var isWanted = true
    /// Whether somebody has asked for the field since the bell was last rung.
    private var isAsked = true

    /// Somebody asks for the field.
    mutating func ask() { (isWanted, isAsked) = (true, true) }

    /// The bell rings: a field that nobody has asked for since the last time is not read on.
    mutating func ring() { (isWanted, isAsked) = (isAsked, false) }

    /// A field of a table whose rows end at `highest`.
    init(upTo highest: Int64) {
        below = highest == .max ? .max : highest + 1
        self.highest = highest
    }

    /// All rows from `lowest` on have been read; from now on pieces are of about 4 ms.
    mutating func advance(to lowest: Int64) {
        below = lowest
        chunk = 24_576
    }

    /// What share has been read, from 0 to 1.
    var progress: Double {
        // In doubles: a damaged file may number its rows anyhow.
        highest <= 0 ? 1 : (Double(highest) - Double(below) + 1) / Double(highest)
    }
}

extension MLflowSQLite {
    /// Sees to it that a field is in the table or on its way there; its newest values come at once.
    func want(_ field: Field, _ connection: StoreConnection) throws {
        guard !field.isAlwaysLoaded else { return }
        if loads[field] != nil {
            loads[field]?.ask()
            return
        }
        guard table.columns[field] == nil, try connection.has(field) else { return }
        try makeRoom()
        table.addColumn(field)
        let highest = try connection.integer("SELECT max(rowid) FROM \(field.table)")
        loads[field] = ColumnLoad(upTo: highest)
        try loadChunk(field, connection)
    }

    /// Reads one more piece of a field.
    func loadChunk(_ field: Field, _ connection: StoreConnection) throws {
        guard let load = loads[field] else { return }
        // From the next row there is: numbers may have gaps.
        let next = try connection.integer(
            "SELECT max(rowid) FROM \(field.table) WHERE rowid < ?",
            [.integer(load.below)]
        )
        let lowest = max(0, next - load.chunk + 1)
        let statement = try connection.prepare(
            field.pieceSQL,
            [.integer(lowest), .integer(load.below)] + field.pieceKeys
        )
        do {
            try table.take(field, statement)
        } catch {
            // The values of this piece stay missing; those beyond it can often be read.
            guard error.isCorrupt else { throw error }
        }
        loads[field]?.advance(to: lowest)
        if lowest <= 1 { loads[field] = nil }
    }

    /// Forgets columns until the memory budget is kept.
    private func makeRoom() throws {
        var excess = budget.charge(self, bytes: table.bytes)
        for field in table.columns.keys where excess > 0 && !isUsed(field) {
            excess -= table.removeColumn(field)
            loads[field] = nil
        }
        _ = budget.charge(self, bytes: table.bytes)
    }

    private func isUsed(_ field: Field) -> Bool {
        orders.isUsing(field) || firstHits?.runs.comparedFields.contains(field) == true
    }
}

extension RunTable {
    /// Puts the rows of a statement over a run's id and a field's value into the field's column.
    mutating func take(_ field: Field, _ statement: Statement) throws(SQLiteError) {
        var hint = -1
        if field.isNumeric {
            try withNumbers(field) { numbers, table throws(SQLiteError) in
                while try statement.step() {
                    guard let slot = table.slot(statement, &hint) else { continue }
                    numbers[slot] = field.merged(numbers[slot], statement.metric(1, isNaN: 2))
                }
            }
        } else {
            try withTexts(field) { texts, table throws(SQLiteError) in
                while try statement.step() {
                    guard let slot = table.slot(statement, &hint),
                        let text = statement.text(1)
                    else { continue }
                    texts.set(field.merged(texts[slot], text), at: slot)
                }
            }
        }
    }

    /// The slot of the run a row is about.
    ///
    /// Stores write a run's values together, so `hint` remembers the last one.
    private func slot(_ statement: Statement, _ hint: inout Int) -> Int? {
        guard let found = statement.bytes(0, { slot(of: $0, hint: hint) }) ?? nil else {
            return nil
        }
        hint = found
        return found
    }
}

extension Field {
    /// The table of MLflow's schema that holds the field.
    var table: String {
        switch self {
        case .attribute: "runs"
        case .metric: "latest_metrics"
        case .history: "metrics"
        case .param: "params"
        case .tag, .several(.tagValue): "tags"
        case .several: "inputs"
        }
    }

    /// The key that its rows have; nil where the table has a column for it.
    var key: String? {
        switch self {
        case .attribute, .history, .several: nil
        case .metric(let key), .param(let key), .tag(let key): key
        }
    }

    /// The columns that hold its value.
    var valueColumns: String {
        switch self {
        case .metric, .history: "value, is_nan"
        case .attribute(.user): "user_id"
        case .attribute(.artifactURI): "artifact_uri"
        case .attribute: "name"
        case .param, .tag, .several: "value"
        }
    }
}

extension Statement {
    /// A metric's value: MLflow keeps NaN as a flag and infinities as the largest numbers.
    func metric(_ column: Int32, isNaN flag: Int32) -> Double {
        if integer(flag) != 0 { return .nan }
        let value = real(column)
        return value.magnitude == .greatestFiniteMagnitude
            ? (value < 0 ? -.infinity : .infinity) : value
    }
}
