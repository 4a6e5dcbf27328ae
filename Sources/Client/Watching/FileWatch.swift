import Glibc

/// Rings when a file, or one whose name begins with the file's, is written, made or removed.
///
/// inotify watches the folder; where it is silent, as on NFS, the file is looked at once a second.
public final class FileWatch: Sendable {
    private let stop: Int32

    /// Rings a bell when `path` changes.
    public init(path: String, bell: Doorbell) {
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stop = ends[1]
        let watcher = Watcher(path: path, stop: ends[0], bell: bell)
        startThread { watcher.watch() }
    }

    deinit { close(stop) }

    /// A path without links; as it is where nothing is there.
    static func resolved(_ path: String) -> String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}

/// The thread's own side of a watch.
private final class Watcher {
    private let path: String
    private let name: String
    private let stop: Int32
    private let bell: Doorbell
    private let notify: Int32

    init(path: String, stop: Int32, bell: Doorbell) {
        self.path = path
        self.stop = stop
        self.bell = bell
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        name = String(parts.last ?? "")
        let folder = parts.dropLast().joined(separator: "/")
        notify = inotify_init1(Int32(IN_CLOEXEC))
        let events = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM
        let place = path.hasPrefix("/") ? "/" + folder : (folder.isEmpty ? "." : folder)
        inotify_add_watch(notify, place, UInt32(events))
    }

    func watch() {
        defer {
            close(notify)
            close(stop)
        }
        let pause: Int32 = FileSystem.isOnNetwork(path) ? 1000 : -1
        var last = FileStamp(path: path)
        var waiting = [
            pollfd(fd: notify, events: Int16(POLLIN), revents: 0),
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            poll(&waiting, 2, pause)
            if waiting[1].revents != 0 { return }
            let stamp = FileStamp(path: path)
            if waiting[0].revents != 0 ? takeEvents() : stamp != last { bell.ring() }
            last = stamp
        }
    }

    /// Reads what inotify tells and returns whether any of it is about the file.
    private func takeEvents() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(notify, &buffer, buffer.count)
        var offset = 0
        var isOurs = false
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= count {
            let length = buffer.withUnsafeBytes {
                Int($0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
            }
            let name = buffer[(offset + header)..<(offset + header + length)].prefix { $0 != 0 }
            isOurs = isOurs || name.starts(with: self.name.utf8)
            offset += header + length
        }
        return isOurs
    }
}
