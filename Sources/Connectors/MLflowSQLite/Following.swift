import Client
import Entities
import SQLite

/// What a store must remember to see only what a writer has added since.
struct Following {
    /// The last rows of tables that only grow.
    struct Marks: Equatable {
        var run: Int64
        var metric: Int64
        var param: Int64
        var tag: Int64

        init(_ connection: StoreConnection) throws(SQLiteError) {
            run = try connection.integer("SELECT max(rowid) FROM runs")
            metric = try connection.integer("SELECT max(rowid) FROM metrics")
            param = try connection.integer("SELECT max(rowid) FROM params")
            tag = try connection.integer("SELECT max(rowid) FROM tags")
        }
    }

    private(set) var marks: Marks?
    /// Runs that have not ended: they alone change their state without a new row.
    private(set) var open: Set<Int32> = []
    /// For each experiment its place in the table's list.
    private(set) var codes: [Int64: Int32] = [:]
    /// Runs of one experiment often lie together.
    private var last: (key: Int64, code: Int32) = (.min, 0)

    mutating func begin(at marks: Marks) { self.marks = marks }

    /// The place of an experiment in the table's list; one that is not listed is added by its id.
    mutating func code(of key: Int64, in table: inout RunTable) -> Int32 {
        if key == last.key { return last.code }
        if let code = codes[key] {
            last = (key, code)
            return code
        }
        let id = Experiment.ID(source: table.source, key: String(key))
        table.experiments.append(Experiment(id: id, name: "experiment \(key)"))
        codes[key] = Int32(table.experiments.count - 1)
        return Int32(table.experiments.count - 1)
    }

    mutating func note(_ slot: Int, isOpen: Bool, isNew: Bool) {
        if isOpen { open.insert(Int32(slot)) } else if !isNew { open.remove(Int32(slot)) }
    }
}

extension MLflowSQLite {
    /// So many open runs are looked at again at each change, the newest first.
    private static let watched = 2000
    /// More new metric rows than this, and a column is read anew rather than mended.
    private static let manyRows: Int64 = 50_000

    /// Takes in what a writer has added: new runs, the state of open ones, new values.
    func follow(_ connection: StoreConnection) throws {
        guard let last = following.marks else { return }
        try connection.database.snapshot { () throws(SQLiteError) in
            try readExperiments(connection)
            let now = try Following.Marks(connection)
            guard now.run >= last.run else { return forgetRuns() }
            try followRuns(connection, after: last.run)
            try followMetrics(connection, from: last.metric, to: now.metric)
            try followParams(connection, from: last.param)
            try readParents(connection, after: last.tag)
            following.begin(at: now)
        }
        for field in table.columns.keys {
            if case .metric = field { continue }
            if case .param = field { continue }
            // Tags and names change in place, which no row number tells.
            table.removeColumn(field)
            loads[field] = nil
        }
        firstHits = nil
        table.touch()
    }

    private func forgetRuns() {
        let open = connection
        forget()
        connection = open
    }

    private func followRuns(_ connection: StoreConnection, after row: Int64) throws(SQLiteError) {
        let columns =
            "rowid, run_uuid, experiment_id, status, start_time, end_time, lifecycle_stage"
        try take(
            connection.prepare("SELECT \(columns) FROM runs WHERE rowid > ?", [.integer(row)]),
            areNew: false
        )
        let open = following.open.map { table.rowID(Int($0)) }.sorted(by: >)
        for known in open.prefix(Self.watched) {
            try take(
                connection.prepare(
                    "SELECT \(columns) FROM runs WHERE rowid = ?",
                    [.integer(known)]
                ),
                areNew: false
            )
        }
    }

    private func followMetrics(
        _ connection: StoreConnection,
        from last: Int64,
        to now: Int64
    ) throws(SQLiteError) {
        let fields = table.columns.keys.filter { if case .metric = $0 { true } else { false } }
        guard !fields.isEmpty, now != last else { return }
        guard now > last, now - last < Self.manyRows else {
            for field in fields {
                table.removeColumn(field)
                loads[field] = nil
            }
            return
        }
        for field in fields {
            let statement = try connection.prepare(
                """
                SELECT l.run_uuid, l.value, l.is_nan FROM latest_metrics l WHERE l.key = ?1
                AND l.run_uuid IN (SELECT run_uuid FROM metrics WHERE rowid > ?2 AND +key = ?1)
                """,
                [.text(field.key ?? ""), .integer(last)]
            )
            try table.take(field, statement)
        }
    }

    private func followParams(_ connection: StoreConnection, from last: Int64) throws(SQLiteError) {
        for field in table.columns.keys {
            guard case .param(let key) = field else { continue }
            let statement = try connection.prepare(
                "SELECT run_uuid, value FROM params WHERE rowid > ? AND +key = ?",
                [.integer(last), .text(key)]
            )
            try table.take(field, statement)
        }
    }
}
