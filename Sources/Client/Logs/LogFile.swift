import Entities
import Glibc

/// A file that lines are written to, which may grow, be cut or be written anew at any moment.
///
/// It is read piece by piece, never mapped: a map ends the reader when the file is cut.
final class LogFile {
    /// Bytes that are read, counted and searched at a time.
    static let block = 256 << 10

    /// How many bytes there are, as was last measured.
    private(set) var size = 0
    /// How many of them, the first, are no longer kept.
    var start = 0
    /// When it was last written.
    private(set) var written = Instant.distantPast
    private(set) var stamp: FileStamp?
    private let descriptor: Int32
    /// Its first bytes, which stay as they are as long as it is only written on.
    private var head: [UInt8] = []

    /// Takes over an open file.
    init(descriptor: Int32) { self.descriptor = descriptor }

    /// Opens a file; throws why it cannot be read.
    init(path: String) throws(Failure.Reason) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { throw .notFound(path) }
            throw .refused(why: "\(path): \(String(cString: strerror(errno)))")
        }
        var information = Glibc.stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .refused(why: "\(path) is no file")
        }
    }

    deinit { close(descriptor) }

    /// Measures it again; false where it is not what it was with more behind it.
    func measure() -> Bool {
        var information = Glibc.stat()
        guard fstat(descriptor, &information) == 0 else { return true }
        let known = size
        size = Int(information.st_size)
        stamp = FileStamp(information)
        let (seconds, rest) = (information.st_mtim.tv_sec, information.st_mtim.tv_nsec)
        written = Instant(milliseconds: Int64(seconds) * 1000 + Int64(rest) / 1_000_000)
        let first = bytes(0..<min(size, 256))
        defer { head = first }
        // What is no longer kept reads as zeros.
        return size >= known && (start > 0 || first.starts(with: head))
    }

    /// The bytes of a range, as many as there are.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < range.count, let base = buffer.baseAddress {
                let offset = off_t(range.lowerBound + count)
                let read = pread(descriptor, base + count, range.count - count, offset)
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { break }
                count += read
            }
        }
    }

    /// How many lines begin in a range: each end of a line begins the next, where there is one.
    func beginnings(in range: Range<Int>) -> Int {
        guard !range.isEmpty else { return 0 }
        let ends = bytes(max(0, range.lowerBound - 1)..<(range.upperBound - 1))
        var count = range.lowerBound == 0 ? 1 : 0
        for byte in ends { count &+= byte == UInt8(ascii: "\n") ? 1 : 0 }
        return count
    }
}
