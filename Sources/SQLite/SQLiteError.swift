import CSQLite

/// What libsqlite3 says went wrong.
public struct SQLiteError: Error, Equatable, Sendable {
    /// The primary result code, `SQLITE_BUSY` and the like.
    public var code: Int32
    /// SQLite's own words on one line: of a damaged file they quote whatever it holds.
    public var message: String

    /// Somebody holds a lock.
    public var isBusy: Bool { code == SQLITE_BUSY || code == SQLITE_LOCKED }
    /// The work was given up on request.
    public var isInterrupted: Bool { code == SQLITE_INTERRUPT }
    /// The file is no database.
    public var isNotADatabase: Bool { code == SQLITE_NOTADB }
    /// The file's pages contradict each other.
    public var isCorrupt: Bool { code == SQLITE_CORRUPT }
    /// A table or column is missing.
    public var isSchema: Bool { code == SQLITE_ERROR || code == SQLITE_SCHEMA }
    /// The file or its neighbours cannot be opened or read.
    public var isUnreadable: Bool {
        [SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_READONLY, SQLITE_PERM].contains(code)
    }

    init(_ database: OpaquePointer?, code: Int32) {
        self.code = code & 0xFF
        let words = database.flatMap { sqlite3_errmsg($0) } ?? sqlite3_errstr(code)
        message = words.map { SQLiteError.line(String(cString: $0)) } ?? "code \(code)"
    }

    private static func line(_ words: String) -> String {
        let safe = words.unicodeScalars.prefix(160).map { scalar -> Unicode.Scalar in
            let isHarmful = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
            return isHarmful || (0x2028...0x2029).contains(scalar.value) ? " " : scalar
        }
        return String(String.UnicodeScalarView(safe))
    }
}
