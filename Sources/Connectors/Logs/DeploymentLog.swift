import Client
import Entities
import Synchronization

/// The log of one deployment: a file, or what a program such as `journalctl` or `kubectl` prints.
///
/// A program runs only while somebody looks, and once for all who do.
public final class DeploymentLog: LogSource {
    /// The log.
    public let source: Source
    /// It rings by itself.
    public let interval: Duration? = nil

    private struct Open {
        weak var reader: LogReader?
    }

    private let log: DeploymentSettings.Log
    private let folder: String
    private let environment: [String: String]
    private let time: Timekeeper
    private let limit: Int
    private let bell = Doorbell()
    private let open = Mutex(Open())

    /// The log of a deployment; programs are started in a folder, with what they name of an
    /// environment, and the last `limit` bytes that they print are kept.
    public init(
        id: Source.ID,
        _ log: DeploymentSettings.Log,
        in folder: String,
        environment: [String: String],
        limit: Int = 64 << 20,
        time: Timekeeper = .system
    ) {
        source = Source(id: id, kind: Logs.kind, location: log.location)
        (self.log, self.folder, self.environment) = (log, folder, environment)
        (self.limit, self.time) = (limit, time)
    }

    /// Rings when more was written, while the log is open.
    public func changes() -> AsyncStream<Void> { bell.rings() }

    /// Tells what it is; a file must be there, a program is not started.
    public func check() async throws(Failure) -> String {
        guard case .file = log else { return "a program" }
        let answer = try await reader().lines(Logs(of: source.id), in: Window())
        return "\(answer.size) bytes"
    }

    /// The log, which is open for as long as anybody holds what is returned.
    public func reader() throws(Failure) -> LogReader {
        try open.withLock { (open) throws(Failure) in
            if let known = open.reader, known.isOpen { return known }
            let reader = try newReader()
            open.reader = reader
            return reader
        }
    }

    private func newReader() throws(Failure) -> LogReader {
        switch log {
        case .file(let path): return LogReader(path: path, bell: bell, time: time)
        case .program(let words, let names):
            let program = Program(
                words,
                in: folder,
                environment: environment.passed(names),
                patience: .seconds(1)
            )
            do throws(Failure.Reason) {
                return try LogReader(program, limit: limit, bell: bell, time: time)
            } catch {
                throw Failure(source: source.id, reason: error)
            }
        }
    }
}

extension DeploymentSettings {
    /// Where the log of a deployment comes from.
    public enum Log: Equatable, Sendable {
        /// A file.
        case file(String)
        /// A program that prints it, and the variables of the environment that it sees.
        case program([String], environment: [String])

        /// Where it is, for people.
        var location: String {
            switch self {
            case .file(let path): path
            case .program(let words, _): words.joined(separator: " ")
            }
        }
    }
}
