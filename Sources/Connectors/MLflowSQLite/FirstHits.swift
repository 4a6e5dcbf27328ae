import Client
import Entities
import SQLite

/// The newest runs that fulfil a filter, as SQLite finds them while columns are still being read.
struct FirstHits {
    /// So many are looked for: more than the rows that anybody sees.
    static let most = 200
    /// Columns of no more rows than this are read sooner than runs are found.
    static let few: Int64 = 300_000
    /// How long is looked for them.
    static let patience = Duration.milliseconds(30)

    /// What was asked last of them.
    var runs: Runs
    var table: RunTable

    /// Whether a question filters the same runs in the same way.
    func answer(_ other: Runs) -> Bool {
        other.experiments == runs.experiments && other.filter == runs.filter
    }
}

extension MLflowSQLite {
    /// The first hits of a question; nil where the columns that it filters by are there.
    func hits(_ runs: Runs, _ connection: StoreConnection) throws(SQLiteError) -> RunTable? {
        guard let filter = runs.filter, filter.fields.contains(where: isUnread) else { return nil }
        if firstHits?.answer(runs) != true {
            guard let table = try search(runs, filter, connection) else { return nil }
            firstHits = FirstHits(runs: runs, table: table)
        }
        firstHits?.runs = runs
        for key in runs.order { try readFirst(key.field, connection) }
        return firstHits?.table
    }

    private func isUnread(_ field: Field) -> Bool {
        indexing.isComplete ? loads[field] != nil : !field.isAlwaysLoaded
    }

    /// The newest hits found within the time for it; nil where SQLite cannot or need not look.
    private func search(
        _ runs: Runs,
        _ filter: Filter,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> RunTable? {
        guard let condition = filter.sql else { return nil }
        var rows: Int64 = 0
        for field in filter.fields {
            guard try connection.has(field) else { return nil }
            rows &+= try connection.integer("SELECT max(rowid) FROM \(field.table)")
        }
        guard rows > FirstHits.few else { return nil }
        let statement = try connection.database.prepare(
            """
            SELECT \(Self.columns) FROM runs r WHERE lifecycle_stage = 'active'
            AND \(scope(runs)) AND \(condition.sql) ORDER BY rowid DESC LIMIT \(FirstHits.most)
            """
        )
        try statement.bind(condition.values)
        let end = ContinuousClock.now + FirstHits.patience
        let isOver = { ContinuousClock.now >= end }
        return try connection.database.limited(until: isOver) {
            () throws(SQLiteError) in try found(statement)
        }
    }

    private func found(_ statement: Statement) throws(SQLiteError) -> RunTable {
        var hits = RunTable(source: source.id)
        do {
            while try statement.step() {
                let code = following.code(of: statement.integer(2), in: &table)
                _ = statement.bytes(1) { hits.append($0, RunTable.Row(statement, code)) }
            }
        } catch {
            // What has been found until then is there.
            if !error.isInterrupted, !error.isCorrupt { throw error }
        }
        hits.experiments = table.experiments
        hits.index()
        return hits
    }

    private func scope(_ runs: Runs) -> String {
        guard let names = runs.experiments else { return "1" }
        let codes = table.codes(of: names)
        let keys = following.codes.filter { codes.contains($0.value) }.keys.sorted()
        return "experiment_id IN (\(keys.map(String.init).joined(separator: ", ")))"
    }

    /// Reads a field of the hits by the runs' ids, for them to be sorted by it.
    private func readFirst(_ field: Field, _ connection: StoreConnection) throws(SQLiteError) {
        guard !field.isAlwaysLoaded, let condition = field.isOfOneRun,
            var hits = firstHits?.table, hits.columns[field] == nil
        else { return }
        hits.addColumn(field)
        for slot in 0..<hits.count {
            let key = field.key.map { [Statement.Value.text($0)] } ?? []
            let statement = try connection.prepare(condition, [.text(hits.id(slot))] + key)
            try hits.take(field, statement)
        }
        firstHits?.table = hits
    }
}

extension Field {
    /// A statement over a run's id and its value of the field; nil where that takes long.
    fileprivate var isOfOneRun: String? {
        switch self {
        case .history, .several: nil
        case .attribute, .metric, .param, .tag:
            """
            SELECT run_uuid, \(valueColumns) FROM \(table) WHERE run_uuid = ?1
            \(key == nil ? "" : "AND key = ?2")
            """
        }
    }
}
