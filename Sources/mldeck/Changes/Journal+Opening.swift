import Client
import Connectors
import Entities
import Glibc

extension Surroundings {
    /// Where mldeck keeps what it has done: `$XDG_STATE_HOME/mldeck`; nil without a home.
    var stateFolder: String? {
        if let folder = environment["XDG_STATE_HOME"], folder.hasPrefix("/") {
            return folder + "/mldeck"
        }
        return home.map { $0 + "/.local/state/mldeck" }
    }

    /// The journal of the state folder; without a home it is kept in memory.
    var journal: Journal {
        let storage: any JournalStorage =
            stateFolder.map { JournalFile(folder: $0) } ?? MemoryJournal()
        return Journal(storage, actor: actor)
    }

    /// Who writes into the journal; git is asked once, when something is first written.
    var actor: @Sendable () -> JournalEntry.Actor {
        let whole = Lazy(mlflow: environment["MLFLOW_TRACKING_USERNAME"] ?? "")
        return { whole.actor }
    }
}

/// An actor that is made when it is first asked for.
private final class Lazy: Sendable {
    private let mlflow: String

    init(mlflow: String) { self.mlflow = mlflow }

    var actor: JournalEntry.Actor {
        var actor = Self.here
        actor.mlflow = mlflow
        return actor
    }

    private static let here = JournalEntry.Actor(
        user: getpwuid(getuid()).flatMap { String(validatingCString: $0.pointee.pw_name) }
            ?? "\(getuid())",
        host: host,
        terminal: ttyname(STDIN_FILENO).flatMap { String(validatingCString: $0) } ?? "",
        git: git
    )

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// As in `Ana Ng <ana@example.org>`; empty where git is not there or does not know.
    private static var git: String {
        let words = ["git", "config", "--get-regexp", "^user\\.(name|email)$"]
        let output = (try? SecretCommand(words, patience: .seconds(1)).output()) ?? ""
        var (name, mail) = ("", "")
        for line in output.split(separator: "\n") {
            if line.hasPrefix("user.name ") { name = String(line.dropFirst(10)) }
            if line.hasPrefix("user.email ") { mail = "<\(line.dropFirst(11))>" }
        }
        return [name, mail].filter { !$0.isEmpty }.joined(separator: " ")
    }
}
