import Client
import Entities
import SQLite

/// An MLflow tracking store in a SQLite file, read without MLflow and without changing anything.
///
/// The runs are indexed in columns, the newest first; everything else is read when it is looked at.
public actor MLflowSQLite: TrackingStore {
    /// The file.
    public nonisolated let source: Source
    /// Changes ring.
    public nonisolated let interval: Duration? = nil

    let path: String
    let bell = Doorbell()
    let budget: Budget
    var connection: StoreConnection?
    var table: RunTable
    var indexing = RunIndexing()
    var loads: [Field: ColumnLoad] = [:]
    var orders = KnownOrders()
    var firstHits: FirstHits?
    var samples = SampleReadings()
    var following = Following()
    var work: Task<Void, Never>?
    private let watch: FileWatch
    private let executor = StoreExecutor()

    /// The store in the file at `path`; nothing is opened before the first question.
    public init(id: Source.ID, path: String, budget: Budget) {
        source = Source(id: id, kind: "MLflow SQLite", location: path)
        self.path = path
        self.budget = budget
        table = RunTable(source: id)
        watch = FileWatch(path: path, bell: bell)
    }

    /// The thread of the store.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Reads the schema and tells its revision.
    public func check() async throws(Failure) -> String {
        try reading { connection in "MLflow schema \(connection.schema.revision)" }
    }

    /// Rings when the file is written, and when more of it has been read.
    public nonisolated func changes() -> AsyncStream<Void> { bell.rings() }
}

extension MLflowSQLite {
    /// Runs `body` on the open file, opened anew where it was replaced, and follows its writer.
    func reading<Result>(
        _ body: (StoreConnection) throws -> Result
    ) throws(Failure) -> Result {
        do {
            let connection = try current()
            if try connection.hasChanged() { try follow(connection) }
            return try body(connection)
        } catch {
            throw failure(error)
        }
    }

    private func current() throws -> StoreConnection {
        if let connection, connection.isCurrent { return connection }
        forget()
        let opened = try StoreConnection(path: path)
        connection = opened
        return opened
    }

    /// Drops all that was read of a file that is no longer there.
    func forget() {
        work?.cancel()
        work = nil
        connection = nil
        table = RunTable(source: source.id)
        indexing = RunIndexing()
        loads = [:]
        orders = KnownOrders()
        firstHits = nil
        samples = SampleReadings()
        following = Following()
    }

    /// A foreign error in the project's words.
    func failure(_ error: any Error) -> Failure {
        switch error {
        case let failure as Failure: failure
        case let reason as Failure.Reason: Failure(source: source.id, reason: reason)
        case let error as SQLiteError: Failure(source: source.id, reason: reason(error))
        case is CancellationError: Failure(source: source.id, reason: .cancelled)
        default:
            Failure(source: source.id, reason: .malformed(where: path, detail: "\(error)"))
        }
    }

    private func reason(_ error: SQLiteError) -> Failure.Reason {
        if error.isBusy { return .unreachable("\(path) is locked by a writer; it is tried again") }
        if error.isNotADatabase {
            return .malformed(where: path, detail: "it is not a SQLite database")
        }
        if error.isCorrupt {
            return .malformed(
                where: path,
                detail: "\(error.message); `sqlite3 FILE .recover` saves what can be read"
            )
        }
        if error.isUnreadable {
            return .unreachable("\(path): \(error.message)")
        }
        return .malformed(where: path, detail: error.message)
    }
}
