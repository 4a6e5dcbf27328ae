import Client
import Entities
import Glibc

/// Small files of mldeck's own.
enum LocalFile {
    /// The text of a file, as far as 64 kB; nil where it cannot be read.
    static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count < buffer.count, case let count = read(file, &buffer, buffer.count),
            count > 0
        {
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The last line of a file that says something, without what must not show.
    static func lastLine(_ path: String, without secrets: [String]) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        let end = lseek(file, 0, Int32(SEEK_END))
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = pread(file, &buffer, buffer.count, max(0, end - off_t(buffer.count)))
        var bytes = Array(buffer.prefix(max(0, count)))
        // Of the line that the buffer begins with, the end of a secret may be all there is.
        if end > buffer.count { bytes.removeFirst(longest(secrets, atMost: bytes.count)) }
        let text = String(decoding: bytes.without(secrets), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        return String((lines.last { !$0.isEmpty } ?? "").prefix(160))
    }

    private static func longest(_ secrets: [String], atMost limit: Int) -> Int {
        min(limit, secrets.map(\.utf8.count).max() ?? 0)
    }

    /// Writes a file so that nobody ever sees a part of it; throws why not.
    static func write(_ text: String, to path: String) throws(Failure.Reason) {
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        let bytes = Array(text.utf8)
        guard file >= 0 else { throw refusal(path) }
        let isWritten = Glibc.write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        close(file)
        guard isWritten, rename(new, path) == 0 else { throw refusal(path) }
    }

    private static func refusal(_ path: String) -> Failure.Reason {
        .refused(why: "\(path) cannot be written: \(String(cString: strerror(errno)))")
    }
}
