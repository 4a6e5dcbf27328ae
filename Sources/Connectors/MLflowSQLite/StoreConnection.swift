import Client
import Entities
import SQLite

/// An open MLflow file with its compiled statements.
final class StoreConnection {
    let database: Database
    let schema: StoreSchema
    private let path: String
    private let mode: StoreFile.Mode
    private let stamp: FileStamp?
    private var statements: [String: Statement] = [:]
    private var seen: Int64 = -1

    /// Opens the file as its header and neighbours ask for; throws SQLite's error or a reason.
    init(path: String) throws {
        self.path = path
        mode = try StoreFile.mode(of: path)
        stamp = FileStamp(path: path)
        database = try Database(path: path, options: mode.options, busyTimeout: 2000)
        if mode == .orphanedLog { try database.execute("PRAGMA locking_mode = exclusive") }
        try database.execute("PRAGMA query_only = 1")
        schema = try StoreSchema(of: database)
    }

    /// Whether the file is still the one that was opened, and is to be opened in the same way.
    var isCurrent: Bool {
        guard let stamp, let now = FileStamp(path: path), now.isSameFile(as: stamp) else {
            return false
        }
        let isFrozen = mode == .immutable || mode == .orphanedLog
        if isFrozen, now != stamp { return false }
        return (try? StoreFile.mode(of: path)) == mode
    }

    /// Whether somebody has written since this was last asked.
    func hasChanged() throws(SQLiteError) -> Bool {
        let statement = try prepare("PRAGMA data_version")
        guard try statement.step() else { return false }
        let version = statement.integer(0)
        statement.reset()
        defer { seen = version }
        return version != seen
    }

    /// A statement, compiled once.
    func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        if let known = statements[sql] { return known }
        let statement = try database.prepare(sql)
        statements[sql] = statement
        return statement
    }

    /// A statement with its parameters.
    func prepare(_ sql: String, _ values: [Statement.Value]) throws(SQLiteError) -> Statement {
        let statement = try prepare(sql)
        try statement.bind(values)
        return statement
    }

    /// The first column of the first row as an integer; 0 where there is none.
    func integer(_ sql: String, _ values: [Statement.Value] = []) throws(SQLiteError) -> Int64 {
        let statement = try prepare(sql, values)
        guard try statement.step() else { return 0 }
        defer { statement.reset() }
        return statement.integer(0)
    }
}

extension StoreFile.Mode {
    /// Parameters of SQLite's URI.
    fileprivate var options: String {
        switch self {
        case .rollback: "mode=ro"
        case .log: "mode=ro&readonly_shm=1"
        // Without locks and in exclusive mode SQLite keeps the log's index in memory.
        case .orphanedLog: "mode=ro&vfs=unix-none"
        case .immutable: "mode=ro&immutable=1"
        }
    }
}
