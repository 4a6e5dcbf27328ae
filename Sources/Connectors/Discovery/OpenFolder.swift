import Glibc

/// A folder that is being read, name by name; no link is followed on the way to it.
final class OpenFolder {
    /// What a name stands for.
    enum Kind {
        case file
        case folder
        /// A link, a pipe, a socket, a device.
        case other
    }

    /// A name in the folder.
    struct Entry {
        /// The name; mended where it is no UTF-8.
        var name: String
        /// Whether the name is what the system has: another cannot be opened by it.
        var isExact: Bool
        var kind: Kind
    }

    /// The file system it lies on.
    let device: UInt
    private let stream: OpaquePointer

    /// Opens the folder below `root`; nil where it cannot be read.
    init?(_ names: [String], below root: String) {
        let flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK
        var descriptor = open(root, flags)
        for name in names where descriptor >= 0 {
            let above = descriptor
            descriptor = openat(above, name, flags | O_NOFOLLOW)
            close(above)
        }
        var information = stat()
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &information) == 0, let stream = fdopendir(descriptor) else {
            close(descriptor)
            return nil
        }
        device = UInt(information.st_dev)
        self.stream = stream
    }

    deinit { closedir(stream) }

    /// The next name; nil where there is none.
    func next() -> Entry? {
        while let found = readdir(stream) {
            let (entry, type) = (OpenFolder.name(of: found), Int(found.pointee.d_type))
            guard entry.name != ".", entry.name != ".." else { continue }
            let kind = type == DT_UNKNOWN ? kind(of: found) : OpenFolder.kind(type)
            return Entry(name: entry.name, isExact: entry.isExact, kind: kind)
        }
        return nil
    }

    /// Whether the folder holds something under a name or a path.
    func holds(_ path: String) -> Bool {
        faccessat(dirfd(stream), path, F_OK, 0) == 0
    }

    /// Where the name stands in what `readdir` returns, which may be shorter than its type.
    private static func bytes(_ entry: UnsafeMutablePointer<dirent>) -> UnsafePointer<CChar> {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        return UnsafePointer(
            (UnsafeMutableRawPointer(entry) + offset).assumingMemoryBound(to: CChar.self)
        )
    }

    private static func name(
        of entry: UnsafeMutablePointer<dirent>
    ) -> (name: String, isExact: Bool) {
        if let exact = String(validatingCString: bytes(entry)) { return (exact, true) }
        return (String(cString: bytes(entry)), false)
    }

    private static func kind(_ type: Int) -> Kind {
        switch type {
        case DT_REG: .file
        case DT_DIR: .folder
        default: .other
        }
    }

    /// Asks the file itself, where the file system does not tell kinds.
    private func kind(of entry: UnsafeMutablePointer<dirent>) -> Kind {
        var information = stat()
        let name = OpenFolder.bytes(entry)
        guard fstatat(dirfd(stream), name, &information, AT_SYMLINK_NOFOLLOW) == 0 else {
            return .other
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }
}
