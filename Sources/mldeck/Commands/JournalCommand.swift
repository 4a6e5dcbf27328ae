import ArgumentParser
import Client
import Entities
import TUI

/// Looks after the journal.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Verify the journal, print its head, export it.",
        subcommands: [JournalVerify.self, JournalHead.self, JournalExport.self]
    )

    /// The journal, read to its end; throws where it cannot be read.
    static func look(head: JournalChain? = nil) throws -> (Journal, JournalSummary) {
        let journal = Surroundings.current.journal
        do {
            return (journal, try journal.look(head: head))
        } catch {
            throw Complaint("mldeck: the journal " + Printable.text(error.sentence), .sourceFailed)
        }
    }
}

/// Says whether every entry is as it was written and hangs on the one before.
struct JournalVerify: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Say whether anything was edited, put in, left out or cut off.",
        discussion: """
            Ends with 1 where something was. A head that was printed and kept elsewhere, given by \
            --head, finds also what was done by who could write the journal's own head.
            """
    )

    @Option(help: "A head as `journal head` printed it: COUNT:SHA256.")
    var head: String?

    func run() throws {
        let kept = try head.map { try chain($0) }
        let summary = try JournalCommand.look(head: kept).1
        for fault in summary.faults { print(Printable.text(fault.sentence)) }
        guard summary.faults.isEmpty else { throw Exit.no }
        print("\(summary.count) entries, each as it was written and hung on the one before")
    }

    private func chain(_ head: String) throws -> JournalChain {
        let parts = head.split(separator: ":").map(String.init)
        guard parts.count == 2, let count = Int(parts[0]), count >= 0, parts[1].count == 64 else {
            throw Complaint("--head takes COUNT:SHA256, as `mldeck journal head` prints it")
        }
        return JournalChain(count: count, hash: parts[1])
    }
}

/// Prints how many entries there are and the last one's hash.
struct JournalHead: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "head",
        abstract: "Print COUNT:SHA256 of the journal's end, to be kept elsewhere."
    )

    func run() throws {
        let end = try JournalCommand.look().1.end
        print("\(end.count):\(end.hash)")
    }
}

/// Prints all entries, the oldest first.
struct JournalExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print every entry, the oldest first: the lines themselves, JSON or CSV."
    )

    @Option(name: .shortAndLong, help: "jsonl (the lines as they are), json or csv.")
    var output = Format.jsonl

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case jsonl, json, csv
    }

    func run() throws {
        let (journal, summary) = try JournalCommand.look()
        do {
            switch output {
            case .jsonl: try printLines(journal)
            case .json, .csv:
                let rows = try journal.entries(0..<summary.count).map(JournalRow.init)
                let report = Report(kind: "journal", rows: rows, failures: [])
                print((output == .json ? RowsOutput.json : .csv).text(rows, of: report))
            }
        } catch let reason as Failure.Reason {
            throw Complaint("mldeck: the journal " + reason.sentence, .sourceFailed)
        }
    }

    private func printLines(_ journal: Journal) throws {
        var offset = 0
        while true {
            let bytes = try journal.storage.read(offset..<offset + (1 << 20))
            guard !bytes.isEmpty else { return }
            print(String(decoding: bytes, as: UTF8.self), terminator: "")
            offset += bytes.count
        }
    }
}
