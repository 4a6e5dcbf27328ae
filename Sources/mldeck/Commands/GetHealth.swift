import ArgumentParser
import Client
import Entities
import TUI

/// Prints how everything does that is measured.
struct GetHealth: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Print how everything does that is measured, the worst first."
    )

    @OptionGroup var places: Places

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    /// How many seconds the figures look back, as one column.
    private static let span: Int64 = 300

    func run() throws {
        let question = Healths(span: Self.span, columns: 2)
        let catalog = try Waiter(connectors: places.connectors()).catalog([Ask(question)])
        let answers = catalog[question].values.compactMap(\.answer)
        let rows = answers.flatMap(\.services).map(HealthRow.init)
        let failures = catalog.failures(question)
        for warning in Set(answers.flatMap(\.warnings)).sorted() {
            report("mldeck: " + Printable.text(warning))
        }
        print(output.text(rows, of: Report(kind: "health", rows: rows, failures: failures)))
        try failures.end()
    }
}
