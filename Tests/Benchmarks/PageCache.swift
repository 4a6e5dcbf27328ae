import Foundation
import Glibc

/// What of a file the kernel keeps in memory.
enum PageCache {
    /// Reads a file to its end, so that what is measured is the program, not the disk.
    static func fill(_ path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        while let data = try file.read(upToCount: 1 << 24), !data.isEmpty {}
    }

    /// Takes all pages of a file out of memory; those not yet on the disk are written first.
    static func evict(_ path: String) throws {
        let file = try FileHandle(forReadingFrom: URL(filePath: path))
        fsync(file.fileDescriptor)
        posix_fadvise(file.fileDescriptor, 0, 0, POSIX_FADV_DONTNEED)
    }
}
