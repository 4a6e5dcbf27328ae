import Entities
import Glibc
import Synchronization

/// A journal's lines in a file of the state folder; several programs may append to it.
public final class JournalFile: JournalStorage {
    private let folder: String
    private let bell = Doorbell()
    private let watch = Mutex<FileWatch?>(nil)

    private var path: String { folder + "/journal.jsonl" }
    private var headPath: String { folder + "/journal.head" }

    /// The journal of a folder, which is made when something is first written.
    public init(folder: String) { self.folder = folder }

    /// Where it is.
    public var location: String { path }

    /// Appends under a lock, to the end that is there then, and waits until it is on the disk.
    public func append(
        _ lines: (JournalChain) throws(Failure.Reason) -> (bytes: [UInt8], end: JournalChain)
    ) throws(Failure.Reason) {
        let file = try open(path, O_RDWR | O_CREAT)
        defer { file.close() }
        try file.lock(waiting: true)
        let (end, size) = try tail(of: file)
        let (bytes, next) = try lines(end)
        // The beginning of a line whose writer was killed: nothing has followed from it.
        if file.size > size { ftruncate(file.descriptor, off_t(size)) }
        guard file.write(bytes, at: size), fsync(file.descriptor) == 0 else {
            let why = String(cString: strerror(errno))
            // What was written in part is no entry.
            ftruncate(file.descriptor, off_t(size))
            throw .refused(why: "the journal \(path) cannot be written: \(why)")
        }
        writeHead(next)
    }

    /// The end of the chain, and where the next line belongs: behind the last one that is whole.
    private func tail(of file: LockedFile) throws(Failure.Reason) -> (JournalChain, size: Int) {
        var (start, bytes) = (file.size, [UInt8]())
        let newline = UInt8(ascii: "\n")
        while start > 0, bytes.count(where: { $0 == newline }) < 2 {
            let length = min(start, 1 << 16)
            start -= length
            bytes = file.read(start..<start + length) + bytes
        }
        guard let stop = bytes.lastIndex(of: newline) else { return (.empty, 0) }
        let line = bytes[..<stop]
        let begin = line.lastIndex(of: newline).map { $0 + 1 } ?? 0
        let size = start + stop + 1
        do {
            let entry = try JournalLine.read(line[begin...])
            return (JournalChain(count: entry.number, hash: entry.hash), size)
        } catch {
            throw .malformed(
                where: path,
                detail: "its last line is no entry as it was written; `mldeck journal verify`"
                    + " tells where, and nothing is changed until it is moved away"
            )
        }
    }

    private func writeHead(_ chain: JournalChain) {
        guard let file = try? open(headPath, O_RDWR | O_CREAT) else { return }
        defer { file.close() }
        let text = Array("\(chain.count) \(chain.hash)\n".utf8)
        guard file.write(text, at: 0) else { return }
        ftruncate(file.descriptor, off_t(text.count))
    }

    /// The bytes of a range.
    public func read(_ range: Range<Int>) throws(Failure.Reason) -> [UInt8] {
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return [] }
            throw .unreachable("\(path): \(String(cString: strerror(errno)))")
        }
        let file = LockedFile(descriptor)
        defer { file.close() }
        return file.read(range.clamped(to: 0..<file.size))
    }

    /// What the file beside the journal tells of its end.
    public func head() -> JournalChain? {
        guard let file = try? open(headPath, O_RDONLY) else { return nil }
        defer { file.close() }
        let words = String(decoding: file.read(0..<min(file.size, 200)), as: UTF8.self)
            .split { $0 == " " || $0 == "\n" }
        guard words.count == 2, let count = Int(words[0]) else { return nil }
        return JournalChain(count: count, hash: String(words[1]))
    }

    /// Rings when a line is appended, by whatever program.
    public func changes() -> AsyncStream<Void> {
        watch.withLock { watch in
            if watch == nil, (try? makeFolder()) != nil {
                watch = FileWatch(path: path, bell: bell)
            }
        }
        return bell.rings()
    }
}

extension JournalFile {
    /// Takes the lock of a name in a file of its own, in which its holder is told.
    public func lock(_ name: String) throws(Failure.Reason) -> any JournalLock {
        let file = try open(lockPath(name), O_RDWR | O_CREAT)
        do {
            try file.lock(waiting: false)
        } catch {
            let holder = String(decoding: file.read(0..<min(file.size, 200)), as: UTF8.self)
            file.close()
            throw .refused(
                why: "somebody else is changing it right now"
                    + (holder.isEmpty ? "" : ": \(holder.trimmed)")
            )
        }
        let holder = Array("process \(getpid())\n".utf8)
        if file.write(holder, at: 0) { ftruncate(file.descriptor, off_t(holder.count)) }
        return file
    }

    /// What is kept in a file of a name.
    public func note(_ name: String) -> [UInt8]? {
        guard let file = try? open("\(folder)/\(name).json", O_RDONLY) else { return nil }
        defer { file.close() }
        return file.read(0..<file.size)
    }

    /// Keeps it in a file of that name.
    public func setNote(_ name: String, _ bytes: [UInt8]) {
        guard note(name) != bytes, let file = try? open("\(folder)/\(name).json", O_RDWR | O_CREAT)
        else { return }
        defer { file.close() }
        if file.write(bytes, at: 0) { ftruncate(file.descriptor, off_t(bytes.count)) }
    }

    /// Whether somebody holds the lock of a name.
    public func isLocked(_ name: String) -> Bool {
        let descriptor = Glibc.open(lockPath(name), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        let file = LockedFile(descriptor)
        defer { file.close() }
        return file.isLockedByAnother
    }

    private func lockPath(_ name: String) -> String {
        "\(folder)/lock-\(JournalLine.sha256(name.utf8).prefix(16))"
    }

    private func makeFolder() throws(Failure.Reason) {
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/" + part
            if mkdir(path, 0o700) != 0, errno != EEXIST, errno != EROFS, errno != EACCES {
                throw .refused(why: "\(path) cannot be made: \(String(cString: strerror(errno)))")
            }
        }
    }

    private func open(_ path: String, _ flags: Int32) throws(Failure.Reason) -> LockedFile {
        if flags & O_CREAT != 0 { try makeFolder() }
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .refused(why: "\(path) cannot be opened: \(String(cString: strerror(errno)))")
        }
        return LockedFile(descriptor)
    }
}
