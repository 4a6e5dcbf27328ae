import ArgumentParser
import Entities

/// Prints sources.
struct GetSources: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources",
        abstract: "Print what is read, and how each source answers.",
        discussion: "Ends with 3 where a source fails."
    )

    @OptionGroup var places: Places

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let rows = SourceRow.all(try Waiter(connectors: places.connectors()))
        let failures = rows.compactMap(\.failure)
        let report = Report(kind: "sources", rows: rows, failures: failures)
        print(output.text(rows, of: report))
        try failures.end()
    }
}
