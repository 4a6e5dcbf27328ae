import Glibc
import Subprocess
import SystemPackage

/// A program that is run to its end: an argv, never a shell's line; in a session of its own, so
/// that it cannot ask anything of the terminal, and sees of the environment only what it is given.
public struct Program: Sendable {
    /// The program and its arguments: a name that PATH finds, or a path as seen from the folder.
    public var words: [String]
    /// Where it is started.
    public var folder: String
    /// All that it sees of the environment.
    public var environment: [String: String]
    /// What it reads.
    public var input: [UInt8] = []
    /// What must not show in what it prints, as a password that it is given.
    public var secrets: [String] = []
    /// How long it may take: then it is killed, with all that it has started.
    public var patience: Duration

    /// A program.
    public init(
        _ words: [String],
        in folder: String,
        environment: [String: String],
        patience: Duration
    ) {
        (self.words, self.folder) = (words, folder)
        (self.environment, self.patience) = (environment, patience)
    }

    /// What came of it.
    public struct End: Hashable, Sendable {
        /// Its exit code; 128 and the signal's number where one ended it.
        public var code: Int32
        /// The last 64 kB of what it printed, both of its outputs together, in whole lines.
        public var lines: [String]
    }

    /// Why there is no end: it could not be started, or it took too long.
    public struct Problem: Error, Hashable, Sendable {
        /// In words, beginning with the program's name.
        public var sentence: String
    }

    /// What it is called: the last part of its path.
    public var name: String {
        words.first?.split(separator: "/").last.map(String.init) ?? ""
    }

    /// Runs it, and hands over each line as it comes.
    ///
    /// What it leaves behind goes on, but is no longer listened to.
    public func run(
        time: Timekeeper = .system,
        line: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws(Problem) -> End {
        let end: End?
        do {
            end = try await withThrowingTaskGroup(of: End?.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await self.runToEnd(line) }
                group.addTask {
                    try await time.sleep(patience)
                    return nil
                }
                return try await group.next() ?? nil
            }
        } catch {
            throw problem(Task.isCancelled ? "was given up" : "cannot be run: \(reason(error))")
        }
        if let end { return end }
        throw problem("did not end within \(patience.components.seconds) s and was killed")
    }

    func problem(_ what: String) -> Problem { Problem(sentence: "\(name) \(what)") }

    func reason(_ error: any Error) -> String {
        guard let error = error as? SubprocessError else { return "\(error)" }
        return error.code == .executableNotFound
            ? "there is no such program" : error.underlyingError?.description ?? error.description
    }
}

extension Program {
    private func runToEnd(_ line: @escaping @Sendable (String) -> Void) async throws -> End {
        let file = try inputFile()
        // Of a file, not of a pipe: who does not read what it is given would end mldeck (SIGPIPE).
        let input = FileDescriptorInput.fileDescriptor(file, closeAfterSpawningProcess: true)
        let ended = try await Subprocess.run(
            configuration,
            input: input,
            output: .sequence,
            error: .combinedWithOutput
        ) { execution in
            var lines = ProgramLines(secrets: secrets, line)
            for try await buffer in execution.standardOutput {
                buffer.withUnsafeBytes { lines.take($0) }
                // While there is always more to read nothing else has its turn, nor the deadline.
                await Task.yield()
                try Task.checkCancellation()
            }
            return lines.end()
        }
        return End(code: ended.terminationStatus.shellCode, lines: ended.closureResult)
    }

    var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = [
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .zero)
        ]
        let name = words.first ?? ""
        let path = name.hasPrefix("/") ? name : "\(folder)/\(name)"
        return Configuration(
            executable: name.contains("/") ? .path(FilePath(path)) : .name(name),
            arguments: Arguments(Array(words.dropFirst())),
            environment: .custom(environment.byKey),
            workingDirectory: FilePath(folder),
            platformOptions: options
        )
    }

    /// A file without a name that holds what it reads.
    func inputFile() throws -> FileDescriptor {
        let file = FileDescriptor(rawValue: try unnamedFile())
        do {
            try file.writeAll(input)
            try file.seek(offset: 0, from: .start)
        } catch {
            try? file.close()
            throw error
        }
        return file
    }
}

/// A new file that has no name any more: it is gone when it is closed.
func unnamedFile() throws(Errno) -> Int32 {
    var name = Array("/tmp/mldeck-XXXXXX".utf8CString)
    let number = mkstemp(&name)
    guard number >= 0 else { throw Errno(rawValue: errno) }
    _ = fcntl(number, F_SETFD, FD_CLOEXEC)
    unlink(name)
    return number
}

extension TerminationStatus {
    /// As a shell says it.
    var shellCode: Int32 {
        switch self {
        case .exited(let code): code
        case .signaled(let signal): 128 + signal
        }
    }
}

extension [String: String] {
    fileprivate var byKey: [Environment.Key: String] {
        reduce(into: [:]) { all, one in
            guard let key = Environment.Key(rawValue: one.key) else { return }
            all[key] = one.value
        }
    }

    /// What every program sees of an environment, and what it is given by name besides.
    package func passed(_ names: [String] = []) -> [String: String] {
        filter { ["PATH", "HOME", "LANG"].contains($0.key) || names.contains($0.key) }
    }
}
