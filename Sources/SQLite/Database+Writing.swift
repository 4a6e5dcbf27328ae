import CSQLite

extension Database {
    /// Opens a file to be written; it must be there.
    public convenience init(
        writing path: String,
        busyTimeout milliseconds: Int32
    ) throws(SQLiteError) {
        try self.init(
            path: path,
            options: "mode=rw",
            busyTimeout: milliseconds,
            flags: SQLITE_OPEN_READWRITE
        )
    }

    /// Runs `body` in one transaction that nobody else writes beside; undone where it throws.
    public func writing<Result, Problem: Error>(
        _ body: () throws(Problem) -> Result,
        mapping: (SQLiteError) -> Problem
    ) throws(Problem) -> Result {
        func run(_ sql: String) throws(Problem) {
            do throws(SQLiteError) {
                try execute(sql)
            } catch {
                throw mapping(error)
            }
        }
        try run("BEGIN IMMEDIATE")
        do throws(Problem) {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            try? execute("ROLLBACK")
            throw error
        }
    }
}
