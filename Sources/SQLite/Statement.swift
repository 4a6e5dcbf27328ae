import CSQLite

/// A compiled statement, stepped row by row and used again.
public final class Statement {
    private let handle: OpaquePointer
    private let database: Database

    init(_ handle: OpaquePointer, of database: Database) {
        self.handle = handle
        self.database = database
    }

    deinit { sqlite3_finalize(handle) }

    /// Starts over with other parameters.
    public func bind(_ values: [Value]) throws(SQLiteError) {
        sqlite3_reset(handle)
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .integer(let number): sqlite3_bind_int64(handle, place, number)
                case .real(let number): sqlite3_bind_double(handle, place, number)
                case .text(let text): sqlite3_bind_text(handle, place, text, -1, Statement.copied)
                }
            guard code == SQLITE_OK else { throw SQLiteError(database.handle, code: code) }
        }
    }

    /// Goes to the next row; false, and ready to start over, where there is none.
    public func step() throws(SQLiteError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        sqlite3_reset(handle)
        guard code == SQLITE_DONE else { throw SQLiteError(database.handle, code: code) }
        return false
    }

    /// Ends the statement before its last row, and so the lock it holds.
    public func reset() { sqlite3_reset(handle) }

    /// A parameter.
    public enum Value: Hashable, Sendable {
        /// 64 bits.
        case integer(Int64)
        /// A double.
        case real(Double)
        /// UTF-8.
        case text(String)
    }

    /// SQLITE_TRANSIENT, which C spells as a cast.
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Statement {
    /// Whether a column of the current row is NULL.
    public func isNull(_ column: Int32) -> Bool {
        sqlite3_column_type(handle, column) == SQLITE_NULL
    }

    /// A column as an integer; 0 for what is none.
    public func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// A column as a number; 0 for what is none.
    public func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

    /// A column as text, malformed UTF-8 mended; nil for NULL.
    public func text(_ column: Int32) -> String? {
        bytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    /// A column's bytes in place, valid until the next step; nil for NULL.
    public func bytes<Result>(
        _ column: Int32,
        _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result? {
        guard let start = sqlite3_column_text(handle, column) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, column))
        return body(UnsafeBufferPointer(start: start, count: count))
    }
}
