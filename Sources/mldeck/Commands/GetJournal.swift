import ArgumentParser
import Client
import Entities
import TUI

/// Prints the journal.
struct GetJournal: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Print who did what to what, the newest first."
    )

    @Option(name: .shortAndLong, help: "Only entries that hold these words.")
    var filter = ""

    @Option(help: "The rank of the first row.")
    var start = 0

    @Option(help: "How many rows at most.")
    var limit = 100

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        guard start >= 0, limit >= 0 else { throw Complaint("--start and --limit are 0 or more") }
        let end = start.addingReportingOverflow(limit)
        let (journal, _) = try JournalCommand.look()
        let page: JournalPage
        do {
            let ranks = start..<(end.overflow ? .max : end.partialValue)
            page = try journal.page(JournalEntries(text: filter), ranks)
        } catch {
            throw Complaint("mldeck: the journal " + Printable.text(error.sentence), .sourceFailed)
        }
        let rows = page.entries.map(JournalRow.init)
        let report = Report(
            kind: "journal",
            part: (page.start, .exactly(page.found)),
            rows: rows,
            failures: []
        )
        print(output.text(rows, of: report))
        for fault in page.faults { mldeck.report("mldeck: the journal is damaged: \(fault)") }
    }
}
