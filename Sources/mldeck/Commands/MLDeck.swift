import ArgumentParser
import Glibc

/// The program: a command a file; without one it opens what it is given.
@main
struct MLDeck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mldeck",
        abstract: "A dashboard for machine-learning operations in the terminal.",
        usage: "mldeck [PATH or URL ...] [--context NAME] [--view VIEW]\nmldeck <subcommand>",
        discussion: """
            Started with a path it shows what is there, read-only; `mldeck demo` needs nothing.
            Exit codes: 0 done, 1 no, 2 wrong usage, 3 a source failed, 130 interrupted.
            """,
        version: "0.1.0",
        subcommands: [
            Open.self, Demo.self, Get.self, Show.self, Picture.self, Deploy.self, GateCommand.self,
            Rollback.self, Resume.self, Tagging.self, SilenceCommand.self, QueryCommand.self,
            Watch.self,
            JournalCommand.self,
            Config.self, Doctor.self,
            ListThemes.self,
        ],
        defaultSubcommand: Open.self
    )

    /// Parses and runs; wrong usage ends with 2, as everywhere else.
    static func main() {
        // A reader that has seen enough ends the program without a word.
        signal(SIGPIPE, SIG_DFL)
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let status as Exit {
            Glibc.exit(status.rawValue)
        } catch let complaint as Complaint {
            report(complaint.sentence)
            Glibc.exit(complaint.status.rawValue)
        } catch {
            let code = exitCode(for: error)
            let message = fullMessage(for: error)
            if code.isSuccess { print(message) } else { report(message) }
            Glibc.exit(code.isSuccess ? 0 : Exit.usage.rawValue)
        }
    }
}

/// How a command ends.
enum Exit: Int32, Error {
    case no = 1
    case usage = 2
    case sourceFailed = 3
    case interrupted = 130
}

/// A sentence for standard error, and how the program ends with it.
struct Complaint: Error {
    var sentence: String
    var status: Exit

    init(_ sentence: String, _ status: Exit = .usage) {
        self.sentence = sentence
        self.status = status
    }
}

/// Writes a message to standard error.
func report(_ message: String) {
    let bytes = Array((message + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
