import Client
import Entities
import Glibc

/// How a SQLite file is opened so that looking at it changes nothing.
///
/// See https://www.sqlite.org/fileformat.html (header) and https://www.sqlite.org/wal.html.
enum StoreFile {
    /// What to tell SQLite.
    enum Mode: Equatable {
        /// A rollback journal: SQLite's own locks, nothing is written.
        case rollback
        /// A write-ahead log with its index beside it: the index is only read.
        case log
        /// A write-ahead log whose index is gone: nobody writes, the index is built in memory.
        case orphanedLog
        /// Nobody writes and no lock may be left: the file is read as it is now.
        case immutable
    }

    /// How to open the file now; throws where it is no database.
    static func mode(of path: String) throws(Failure.Reason) -> Mode {
        let header = try header(of: path)
        guard header.count >= 20, header.starts(with: "SQLite format 3\0".utf8) else {
            throw .malformed(
                where: path,
                detail: header.isEmpty ? "the file is empty" : "it is not a SQLite database"
            )
        }
        let usesLog = header[18] == 2 || header[19] == 2
        guard usesLog else { return .rollback }
        guard FileStamp(path: path + "-wal") != nil else { return .immutable }
        return FileStamp(path: path + "-shm") != nil ? .log : .orphanedLog
    }

    private static func header(of path: String) throws(Failure.Reason) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            let why = String(cString: strerror(errno))
            throw errno == ENOENT ? .notFound("file \(path)") : .unreachable("\(path): \(why)")
        }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 100)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else {
            throw .unreachable("\(path): \(String(cString: strerror(errno)))")
        }
        return Array(bytes.prefix(count))
    }
}
