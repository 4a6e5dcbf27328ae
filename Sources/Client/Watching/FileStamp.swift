import Glibc

/// What tells that a file was written or replaced.
public struct FileStamp: Equatable, Sendable {
    private var device: UInt
    private var inode: UInt
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// The file's stamp now; nil where there is no such file.
    public init?(path: String) {
        var information = stat()
        guard stat(path, &information) == 0 else { return nil }
        self.init(information)
    }

    init(_ information: stat) {
        device = UInt(information.st_dev)
        inode = UInt(information.st_ino)
        size = Int(information.st_size)
        seconds = information.st_mtim.tv_sec
        nanoseconds = information.st_mtim.tv_nsec
    }

    /// Whether it is the same file, whatever was written into it.
    public func isSameFile(as other: FileStamp) -> Bool {
        device == other.device && inode == other.inode
    }
}
