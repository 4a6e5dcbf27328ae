import Entities
import Glibc

/// A secret that is kept elsewhere and fetched when it is needed; it is never shown.
public enum Secret: Hashable, Sendable {
    /// A variable of the environment.
    case variable(String)
    /// A file that holds nothing else.
    case file(String)
    /// What a program prints.
    case command([String])
    /// The secret itself, as it stands in an address.
    case given(String)

    /// The secret of `env:NAME`, `file:PATH` or `command:PROGRAM …`; nil for any other text.
    public init?(_ written: String) {
        let parts = written.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        switch parts[0] {
        case "env": self = .variable(parts[1])
        case "file": self = .file(parts[1])
        case "command":
            let words = parts[1].split(separator: " ").map(String.init)
            guard !words.isEmpty else { return nil }
            self = .command(words)
        default: return nil
        }
    }

    /// Fetches it, which may take seconds and blocks.
    ///
    /// Throws where it is kept and why it is not there.
    public func reveal(_ environment: [String: String]) throws(Failure.Reason) -> String {
        let text =
            switch self {
            case .given(let text): text
            case .variable(let name): try variable(name, environment)
            case .file(let path): try contents(path)
            case .command(let words): try SecretCommand(words).output()
            }
        let line = text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
        guard !line.isEmpty else { throw unavailable("is empty") }
        // A line end in a header would end it.
        guard line.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            throw unavailable("is more than one line")
        }
        return line
    }

    private func variable(
        _ name: String,
        _ environment: [String: String]
    ) throws(Failure.Reason) -> String {
        guard let text = environment[name] else { throw unavailable("is not set") }
        return text
    }

    private func contents(_ path: String) throws(Failure.Reason) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw unavailable(String(cString: strerror(errno))) }
        defer { close(file) }
        var information = stat()
        guard fstat(file, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
            information.st_size <= SecretCommand.limit
        else { throw unavailable("is no file of a secret's size") }
        var bytes = [UInt8](repeating: 0, count: SecretCommand.limit)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count >= 0 else { throw unavailable(String(cString: strerror(errno))) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private func unavailable(_ why: String) -> Failure.Reason {
        .unreachable("its secret \(place) \(why)")
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where it is kept, of a command only the program.
    public var place: String {
        switch self {
        case .variable(let name): "env:\(name)"
        case .file(let path): "file:\(path)"
        case .command(let words): "command:\(words.first ?? "")"
        case .given: "in the address"
        }
    }

    /// Three dots.
    public var description: String { "•••" }
    /// Three dots.
    public var debugDescription: String { description }
    /// Nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
