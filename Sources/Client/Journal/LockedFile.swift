import Entities
import Glibc

/// An open file that can be locked: the lock belongs to this opening of it, and ends with it.
struct LockedFile: JournalLock {
    let descriptor: Int32

    // Linux's locks of an open file description, which Glibc's headers hide from Swift.
    private static let ask: Int32 = 36
    private static let take: Int32 = 37
    private static let takeWaiting: Int32 = 38

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    func close() { Glibc.close(descriptor) }

    /// Ends the lock with the file.
    func unlock() { close() }

    var size: Int {
        var information = stat()
        return fstat(descriptor, &information) == 0 ? Int(information.st_size) : 0
    }

    /// Locks it; throws where somebody else has it, or it cannot be locked at all.
    func lock(waiting: Bool) throws(Failure.Reason) {
        var lock = Self.whole
        while fcntl(descriptor, waiting ? Self.takeWaiting : Self.take, &lock) != 0 {
            if errno == EINTR { continue }
            throw .refused(why: "it cannot be locked: \(String(cString: strerror(errno)))")
        }
    }

    /// Whether another opening of the file has it locked.
    var isLockedByAnother: Bool {
        var lock = Self.whole
        return fcntl(descriptor, Self.ask, &lock) == 0 && lock.l_type != Int16(F_UNLCK)
    }

    private static var whole: flock {
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    /// The bytes of a range, as far as there are any.
    func read(_ range: Range<Int>) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < range.count {
            let place = off_t(range.lowerBound + done)
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, place)
            }
            if count <= 0 { break }
            done += count
        }
        return Array(bytes.prefix(done))
    }

    /// Writes all of the bytes at a place; false, with `errno`, where that is not possible.
    func write(_ bytes: [UInt8], at place: Int) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    buffer.count - done,
                    off_t(place + done)
                )
            }
            guard count > 0 else { return false }
            done += count
        }
        return true
    }
}
