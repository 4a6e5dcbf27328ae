import Client
import Glibc
import Synchronization

/// Looks through a folder, and again whenever something may have appeared in it.
///
/// What it finds within the first moments is there at once, the rest comes from a thread behind.
public final class Lookout: Sendable {
    private let latest: Mutex<Findings>
    private let bell = Doorbell()
    private let stop: Int32

    /// Looks through a folder; returns when that is done or `patience` is over.
    public init(
        folder: String,
        environment: [String: String],
        patience: Duration = .milliseconds(50)
    ) {
        var discovery = Discovery(folder: folder, environment: environment)
        discovery.step(until: .now + patience)
        latest = Mutex(discovery.findings)
        var ends: [Int32] = [-1, -1]
        pipe(&ends)
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        stop = ends[1]
        let end = ends[0]
        let watch = { [weak self, discovery] in
            Lookout.look(folder, environment, discovery, until: end) { self?.publish($0) }
        }
        startThread(watch)
    }

    deinit { close(stop) }

    /// What is known now.
    public var findings: Findings { latest.withLock { $0 } }

    /// Rings when something else was found.
    public func changes() -> AsyncStream<Void> { bell.rings() }

    private func publish(_ findings: Findings) {
        let isNews = latest.withLock { latest in
            defer { latest = findings }
            return !latest.isComplete || !findings.isSame(as: latest)
        }
        if isNews { bell.ring() }
    }

    /// The thread: finishes the first search, then begins a new one whenever a folder rings.
    private static func look(
        _ folder: String,
        _ environment: [String: String],
        _ first: Discovery,
        until end: Int32,
        publish: (Findings) -> Void
    ) {
        defer { close(end) }
        var discovery = first
        let watch = FolderWatch()
        while true {
            discovery.finish()
            publish(discovery.findings)
            // What came between the look and the watch is seen by looking once more.
            if !watch.add(discovery.watched), !watch.waitForSign(orEndOf: end) { return }
            discovery = Discovery(folder: folder, environment: environment)
        }
    }
}

/// Tells that something with a telling name came into or left some folders.
private final class FolderWatch {
    private let notify = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    private var watched = Set<Int32>()

    deinit { close(notify) }

    /// Watches folders too; false where all of them are watched already.
    func add(_ folders: Set<String>) -> Bool {
        let events = IN_CREATE | IN_DELETE | IN_MOVED_TO | IN_MOVED_FROM | IN_ONLYDIR
        let added = folders.map { inotify_add_watch(notify, $0, UInt32(events)) }
        let new = Set(added.filter { $0 >= 0 }).subtracting(watched)
        watched.formUnion(new)
        return !new.isEmpty
    }

    /// Waits for a sign, and on for a second, in which more may come; false where it is to end.
    func waitForSign(orEndOf end: Int32) -> Bool {
        var waiting = [
            pollfd(fd: notify, events: Int16(POLLIN), revents: 0),
            pollfd(fd: end, events: Int16(POLLIN), revents: 0),
        ]
        repeat {
            poll(&waiting, 2, -1)
            if waiting[1].revents != 0 { return false }
        } while !takeEvents()
        var ending = waiting[1]
        poll(&ending, 1, 1000)
        return ending.revents == 0
    }

    /// Reads what inotify tells and returns whether any of it may be a sign.
    private func takeEvents() -> Bool {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        let count = read(notify, &buffer, buffer.count)
        let header = MemoryLayout<inotify_event>.size
        var (offset, isSign) = (0, false)
        while offset + header <= count {
            let (mask, length) = buffer.withUnsafeBytes {
                (
                    $0.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self),
                    Int($0.loadUnaligned(fromByteOffset: offset + 12, as: UInt32.self))
                )
            }
            let bytes = buffer[(offset + header)..<(offset + header + length)].prefix { $0 != 0 }
            let name = String(decoding: bytes, as: UTF8.self)
            let isFolder = mask & UInt32(IN_ISDIR) != 0
            isSign = isSign || (isFolder ? !PassedBy.includes(name) : Sign.file(named: name) != nil)
            offset += header + length
        }
        return isSign
    }
}
