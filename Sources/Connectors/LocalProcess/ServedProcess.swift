import Client
import Entities
import Glibc

/// A process that serves a version, as it is noted so that any mldeck finds it again.
struct ServedProcess: Codable, Hashable, Sendable {
    var version: Int
    var port: Int
    var process: Int32
    /// When the process began, in ticks since the machine did: another one may get its number.
    var began: UInt64
    /// Since when it is there, in milliseconds.
    var since: Int64

    /// Whether it still runs.
    var isAlive: Bool { Self.start(of: process) == began }

    /// Starts a program in a session of its own, so that it outlives mldeck, and prints to a file.
    ///
    /// Throws why it cannot be started.
    static func start(
        _ words: [String],
        version: Int,
        port: Int,
        environment: [String: String],
        log: String
    ) throws(Failure.Reason) -> ServedProcess {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        let flags = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, flags, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID, which Glibc's headers hide from Swift, is 0x80.
        let own = 0x80 | Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF)
        posix_spawnattr_setflags(&attributes, Int16(own))
        var process: pid_t = 0
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in arguments + variables { free(text) } }
        let code = posix_spawnp(
            &process,
            words.first ?? "",
            &actions,
            &attributes,
            &arguments,
            &variables
        )
        guard code == 0, let began = Self.start(of: process) else {
            let why = String(cString: strerror(code == 0 ? ESRCH : code))
            throw .refused(why: "\(words.first ?? "") cannot be started: \(why)")
        }
        return ServedProcess(
            version: version,
            port: port,
            process: process,
            began: began,
            since: Instant.systemNow.milliseconds
        )
    }

    /// Asks it to end, and ends it where it does not; its whole session goes.
    func end(_ time: Timekeeper) async {
        guard isAlive else { return }
        kill(-process, SIGTERM)
        let start = time.uptime()
        while isAlive, time.uptime() - start < .seconds(10) {
            try? await time.sleep(.milliseconds(50))
        }
        if isAlive { kill(-process, SIGKILL) }
        while isAlive, time.uptime() - start < .seconds(12) {
            try? await time.sleep(.milliseconds(20))
        }
    }

    /// When a process began; nil where there is none, or it has ended and nobody has taken note.
    private static func start(of process: Int32) -> UInt64? {
        var status: Int32 = 0
        waitpid(process, &status, WNOHANG)
        guard let text = LocalFile.text("/proc/\(process)/stat"),
            let end = text.lastIndex(of: ")")
        else { return nil }
        // proc(5): behind the name stand the state and, as the twentieth from there, the start.
        let words = text[text.index(after: end)...].split(separator: " ")
        guard words.count > 19, words[0] != "Z", words[0] != "X" else { return nil }
        return UInt64(words[19])
    }

    /// A port of this machine that nobody listens at.
    static func sparePort() throws(Failure.Reason) -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0
                    ? getsockname(descriptor, pointer, &length) : -1
            }
        }
        guard code == 0 else { throw .refused(why: "there is no spare port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}

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

    /// The last line of a file that says something.
    static func lastLine(_ path: String) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return "" }
        defer { close(file) }
        let end = lseek(file, 0, Int32(SEEK_END))
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = pread(file, &buffer, buffer.count, max(0, end - off_t(buffer.count)))
        let text = String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        return String((lines.last { !$0.isEmpty } ?? "").prefix(160))
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
