import Client
import Entities
import SQLite

extension MLflowSQLite {
    /// Reads runs by their ids, in the order of the ids; what has gone since is shown as killed.
    func runs(_ ids: [String], _ columns: Window.Columns) async throws(Failure) -> [Run] {
        try reading { connection in
            try connection.database.snapshot { () throws(SQLiteError) in
                var runs: [Run] = []
                for id in ids { runs.append(try readableRun(id, columns, connection)) }
                return runs
            }
        }
    }

    /// A run, or what the table knows of it where its row cannot be read: its siblings stay.
    private func readableRun(
        _ id: String,
        _ columns: Window.Columns,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> Run {
        do {
            return try run(id, columns, connection)
        } catch {
            guard error.isCorrupt, let slot = table.slot(of: id) else { throw error }
            let experiment = table.experiments[table.experiment(slot)]
            return Run(
                id: Run.ID(source: source.id, key: id),
                experiment: experiment.id,
                experimentName: experiment.name,
                name: "\(id) cannot be read",
                status: table.status(slot) ?? .killed,
                start: nil,
                end: nil,
                user: ""
            )
        }
    }

    func run(
        _ id: String,
        _ columns: Window.Columns,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> Run {
        let (statement, isThere) = try row(id, connection)
        let code = isThere ? following.codes[statement.integer(5)] : nil
        let experiment = code.map { table.experiments[Int($0)] }
        let name = isThere ? statement.text(0) ?? "" : ""
        var run = Run(
            id: Run.ID(source: source.id, key: id),
            experiment: experiment?.id ?? Experiment.ID(source: source.id, key: ""),
            experimentName: experiment?.name ?? "",
            name: name,
            status: (isThere ? statement.text(2) : nil).flatMap(Run.Status.init) ?? .killed,
            start: isThere ? statement.instant(3) : nil,
            end: isThere ? statement.instant(4) : nil,
            user: isThere ? statement.text(1) ?? "" : ""
        )
        statement.reset()
        if name.isEmpty { run.name = try runName(id, connection) }
        switch columns {
        case .these(let fields): try read(fields, into: &run, connection)
        case .all: try readAll(into: &run, connection)
        }
        return run
    }

    /// The row of a run: by its number where that still is the run's, which spares a look at an index.
    private func row(
        _ id: String,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> (Statement, isThere: Bool) {
        let columns = "name, user_id, status, start_time, end_time, experiment_id"
        let sql = "SELECT \(columns) FROM runs WHERE"
        if let slot = table.slot(of: id) {
            let byNumber = try connection.prepare(
                "\(sql) rowid = ? AND +run_uuid = ?",
                [.integer(table.rowID(slot)), .text(id)]
            )
            if try byNumber.step() { return (byNumber, true) }
        }
        let byID = try connection.prepare("\(sql) run_uuid = ?", [.text(id)])
        return (byID, try byID.step())
    }

    /// Older versions keep the name in a tag alone.
    private func runName(_ id: String, _ connection: StoreConnection) throws(SQLiteError) -> String
    {
        let statement = try connection.prepare(
            "SELECT value FROM tags WHERE key = 'mlflow.runName' AND run_uuid = ?",
            [.text(id)]
        )
        defer { statement.reset() }
        return try statement.step() ? statement.text(0) ?? id : id
    }

    /// A run with no more keys than this of a kind is read whole, which touches fewer pages.
    private static let few = 64

    private func read(
        _ fields: [Field],
        into run: inout Run,
        _ connection: StoreConnection
    ) throws(SQLiteError) {
        for kind in [Field.metric(""), .param(""), .tag("")] {
            let wanted = fields.filter { $0.key != nil && $0.table == kind.table }
            if wanted.count > 2, try readFew(kind, wanted, into: &run, connection) { continue }
            for field in wanted { try read(field, into: &run, connection) }
        }
    }

    /// Reads all of a run's rows of a table; false where they are many.
    private func readFew(
        _ kind: Field,
        _ wanted: [Field],
        into run: inout Run,
        _ connection: StoreConnection
    ) throws(SQLiteError) -> Bool {
        let statement = try connection.prepare(
            """
            SELECT key, \(kind.valueColumns) FROM \(kind.table) WHERE run_uuid = ?
            LIMIT \(Self.few + 1)
            """,
            [.text(run.id.key)]
        )
        var count = 0
        while try statement.step() {
            count += 1
            guard count <= Self.few else {
                statement.reset()
                return false
            }
            let key = statement.text(0) ?? ""
            guard wanted.contains(where: { $0.key == key }) else { continue }
            take(kind, key, statement, into: &run)
        }
        return true
    }

    private func take(_ kind: Field, _ key: String, _ row: Statement, into run: inout Run) {
        switch kind {
        case .metric: run.metrics[key] = row.metric(1, isNaN: 2)
        case .param: run.params[key] = row.text(1)
        case .tag: run.tags[key] = row.text(1)
        case .attribute, .history, .several: break
        }
    }

    private func read(
        _ field: Field,
        into run: inout Run,
        _ connection: StoreConnection
    ) throws(SQLiteError) {
        guard let key = field.key else { return }
        let statement = try connection.prepare(
            "SELECT \(field.valueColumns) FROM \(field.table) WHERE key = ? AND run_uuid = ?",
            [.text(key), .text(run.id.key)]
        )
        guard try statement.step() else { return }
        defer { statement.reset() }
        switch field {
        case .metric: run.metrics[key] = statement.metric(0, isNaN: 1)
        case .param: run.params[key] = statement.text(0)
        case .tag: run.tags[key] = statement.text(0)
        case .attribute, .history, .several: break
        }
    }

    private func readAll(into run: inout Run, _ connection: StoreConnection) throws(SQLiteError) {
        for field in [Field.metric(""), .param(""), .tag("")] {
            let statement = try connection.prepare(
                "SELECT key, \(field.valueColumns) FROM \(field.table) WHERE run_uuid = ?",
                [.text(run.id.key)]
            )
            while try statement.step() {
                take(field, statement.text(0) ?? "", statement, into: &run)
            }
        }
    }
}

extension Statement {
    /// A column of milliseconds since 1970; nil for NULL.
    func instant(_ column: Int32) -> Instant? {
        let value = integer(column)
        // NULL reads as 0: only then is the type asked for.
        return value == 0 && isNull(column) ? nil : Instant(milliseconds: value)
    }
}
