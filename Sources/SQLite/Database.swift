import CSQLite

/// A connection to somebody else's SQLite file, for reading unless it says otherwise.
///
/// It belongs to one thread at a time.
public final class Database {
    let handle: OpaquePointer

    /// Opens a file with the parameters of a SQLite URI, such as `mode=ro&immutable=1`.
    ///
    /// Throws what SQLite says; that the file is no database shows with the first statement.
    public convenience init(
        path: String,
        options: String,
        busyTimeout milliseconds: Int32
    ) throws(SQLiteError) {
        try self.init(
            path: path,
            options: options,
            busyTimeout: milliseconds,
            flags: SQLITE_OPEN_READONLY
        )
    }

    init(
        path: String,
        options: String,
        busyTimeout milliseconds: Int32,
        flags: Int32
    ) throws(SQLiteError) {
        var opened: OpaquePointer?
        let uri = "file:\(Database.escaped(path))?\(options)"
        let flags = flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(uri, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(opened, code: code)
            sqlite3_close_v2(opened)
            throw error
        }
        handle = opened
        sqlite3_busy_timeout(handle, milliseconds)
    }

    deinit { sqlite3_close_v2(handle) }

    /// Compiles one statement.
    public func prepare(_ sql: String) throws(SQLiteError) -> Statement {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v3(
            handle,
            sql,
            -1,
            UInt32(SQLITE_PREPARE_PERSISTENT),
            &statement,
            nil
        )
        guard code == SQLITE_OK, let statement else { throw SQLiteError(handle, code: code) }
        return Statement(statement, of: self)
    }

    /// Runs statements that return nothing, such as a pragma or `BEGIN`.
    public func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(handle, code: code) }
    }

    /// Runs `body` in one read transaction: all it reads is of one moment.
    public func snapshot<Result>(
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        try execute("BEGIN")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// Runs `body`, whose statements are interrupted once `isOver`, which is asked again and again.
    public func limited<Result>(
        until isOver: @escaping () -> Bool,
        _ body: () throws(SQLiteError) -> Result
    ) throws(SQLiteError) -> Result {
        let limit = Limit(isOver)
        let context = Unmanaged.passUnretained(limit).toOpaque()
        sqlite3_progress_handler(
            handle,
            Limit.steps,
            { context in
                guard let context else { return 0 }
                return Unmanaged<Limit>.fromOpaque(context).takeUnretainedValue().isOver() ? 1 : 0
            },
            context
        )
        defer {
            sqlite3_progress_handler(handle, 0, nil, nil)
            withExtendedLifetime(limit) {}
        }
        return try body()
    }

    /// What a URI would read as its own signs.
    private static func escaped(_ path: String) -> String {
        var escaped = ""
        for character in path {
            switch character {
            case "%": escaped += "%25"
            case "?": escaped += "%3f"
            case "#": escaped += "%23"
            default: escaped.append(character)
            }
        }
        return escaped
    }
}

/// When to interrupt, as C can carry it.
private final class Limit {
    /// Steps of SQLite's machine between two looks: about 50 µs.
    static let steps: Int32 = 2000

    let isOver: () -> Bool

    init(_ isOver: @escaping () -> Bool) { self.isOver = isOver }
}
