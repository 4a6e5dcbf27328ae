import Entities
import Glibc

/// A program that prints a secret: it reads nothing, and has five seconds.
package struct SecretCommand {
    /// More is no secret.
    static let limit = 64 << 10

    private let words: [String]
    private let patience: Duration

    /// A program with its arguments.
    package init(_ words: [String], patience: Duration = .seconds(5)) {
        self.words = words
        self.patience = patience
    }

    /// What it prints; blocks until it has ended.
    package func output() throws(Failure.Reason) -> String {
        let deadline = ContinuousClock.now + patience
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw problem(errno) }
        defer { close(ends[0]) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let started = Result { () throws(Failure.Reason) in try start(writingTo: ends[1]) }
        close(ends[1])
        let process = try started.get()
        let bytes = read(ends[0], until: deadline)
        let status = end(process, within: bytes == nil ? deadline - patience : deadline)
        guard let bytes else { throw problem("prints more than 64 kB") }
        guard let status else {
            throw problem("did not end within \(patience.components.seconds) s")
        }
        guard status == 0 else { throw problem("ended with an error") }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Starts it as the first of a group of its own, with nothing on standard input.
    private func start(writingTo end: Int32) throws(Failure.Reason) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, end, STDOUT_FILENO)
        // What it complains of would stand across the picture.
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A thread may have signals blocked, and a blocked one stays blocked in a child.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process: pid_t = 0
        var arguments = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        let code = posix_spawnp(
            &process,
            words.first ?? "",
            &actions,
            &attributes,
            &arguments,
            environ
        )
        guard code == 0 else { throw problem(code) }
        return process
    }

    /// All that is printed until the end of the pipe or the deadline; nil where it is too much.
    private func read(_ pipe: Int32, until deadline: ContinuousClock.Instant) -> [UInt8]? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            var waiting = [pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)]
            guard poll(&waiting, 1, milliseconds(to: deadline)) > 0 else { return bytes }
            let count = Glibc.read(pipe, &buffer, buffer.count)
            guard count > 0 else { return bytes }
            bytes += buffer.prefix(count)
            guard bytes.count <= SecretCommand.limit else { return nil }
        }
    }

    /// Waits for its end, kills its group at the deadline; the status, nil where it was killed.
    private func end(_ process: pid_t, within deadline: ContinuousClock.Instant) -> Int32? {
        var status: Int32 = 0
        while waitpid(process, &status, WNOHANG) == 0 {
            guard ContinuousClock.now < deadline else {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return nil
            }
            usleep(2000)
        }
        return status
    }

    private func milliseconds(to deadline: ContinuousClock.Instant) -> Int32 {
        let left = (deadline - .now).components
        return Int32(max(0, left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000))
    }

    private func problem(_ why: String) -> Failure.Reason {
        .unreachable("its secret's program \(words.first ?? "") \(why)")
    }

    private func problem(_ code: Int32) -> Failure.Reason {
        problem("cannot be started: \(String(cString: strerror(code)))")
    }
}
