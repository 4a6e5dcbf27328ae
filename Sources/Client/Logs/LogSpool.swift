import Entities
import Glibc
import Synchronization
import SystemPackage

/// A file without a name that a program prints into; its beginning is let go of when it is long.
final class LogSpool: Sendable {
    /// What is known of the program.
    struct State {
        /// How many bytes, the first, are no longer kept.
        var start = 0
        /// How the program ended, in words.
        var ended: String?
        fileprivate var process: Int32?
    }

    /// What is written to and read from by others than the spool itself, which ends the program.
    private final class Content: Sendable {
        let descriptor: Int32
        let state = Mutex(State())
        /// Writing may block.
        let thread = JobThread(niceness: 10)
        private let limit: Int
        private let size = Mutex(0)

        init(limit: Int) throws(Errno) {
            self.limit = limit
            descriptor = try unnamedFile()
        }

        deinit { close(descriptor) }

        func append(_ bytes: [UInt8]) async throws(Errno) {
            let code = await withCheckedContinuation { continuation in
                thread.perform { continuation.resume(returning: self.write(bytes)) }
            }
            if code != 0 { throw Errno(rawValue: code) }
        }

        /// Writes, and lets go of the first quarter of what is too long; returns an error's number.
        private func write(_ bytes: [UInt8]) -> Int32 {
            var done = 0
            while done < bytes.count {
                let count = bytes[done...].withUnsafeBytes {
                    Glibc.write(descriptor, $0.baseAddress, $0.count)
                }
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return errno }
                done += count
            }
            let size = size.withLock { size in
                size += bytes.count
                return size
            }
            let start = state.withLock(\.start)
            return size - start > limit ? forget(start, limit / 4) : 0
        }

        /// Gives the place of some bytes back to the disk; the others stay where they are.
        private func forget(_ start: Int, _ count: Int) -> Int32 {
            let place = mmap(nil, count, PROT_WRITE, MAP_SHARED, descriptor, off_t(start))
            guard let place, place != MAP_FAILED else { return errno }
            defer { munmap(place, count) }
            guard madvise(place, count, MADV_REMOVE) == 0 else { return errno }
            state.withLock { $0.start = start + count }
            return 0
        }
    }

    private let content: Content
    private let running: Task<Void, Never>

    /// Starts a program; `bell` rings when it has printed something.
    ///
    /// The limit is a multiple of four blocks.
    init(_ program: Program, limit: Int, bell: Doorbell) throws(Errno) {
        let content = try Content(limit: limit)
        self.content = content
        running = Task(executorPreference: AskingExecutor.shared) {
            let ended: String
            do throws(Program.Problem) {
                let code = try await program.pour { process in
                    content.state.withLock { $0.process = process }
                } into: { (bytes) throws(Errno) in
                    try await content.append(bytes)
                    bell.ring()
                }
                ended = "\(program.name) ended with \(code)"
            } catch {
                ended = error.sentence
            }
            content.state.withLock { ($0.ended, $0.process) = (ended, nil) }
            bell.ring()
        }
    }

    deinit { end() }

    /// What is known of the program now.
    var state: State { content.state.withLock { $0 } }

    /// What it has printed, to be read.
    func file() throws(Errno) -> LogFile {
        let copy = fcntl(content.descriptor, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw Errno(rawValue: errno) }
        return LogFile(descriptor: copy)
    }

    /// Whether it was told to end.
    var isEnded: Bool { running.isCancelled }

    /// Ends the program at once, and all that it has started.
    func end() {
        running.cancel()
        content.state.withLock { state in
            if let process = state.process { kill(-process, SIGKILL) }
            state.process = nil
        }
    }
}
