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
    /// Where its number means anything: until the machine is started anew.
    var boot: String

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
        // Connections of mldeck's own would stay open as long as it runs.
        for descriptor in openDescriptors where descriptor > STDERR_FILENO {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }
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
            since: Instant.systemNow.milliseconds,
            boot: Self.boot
        )
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
