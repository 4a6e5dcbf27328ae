import ArgumentParser
import Client
import Connectors
import Entities
import Glibc
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

    /// How many seconds lie between two looks at a metrics page.
    private static let pause: UInt32 = 3

    func run() throws {
        let question = Healths(span: Self.span, columns: 2)
        let waiter = try Waiter(connectors: places.connectors())
        var catalog = waiter.catalog([Ask(question)])
        if waiter.connectors.contains(where: { $0 is Scrape }) {
            // A rate takes two looks.
            sleep(Self.pause)
            catalog = try Waiter(connectors: waiter.connectors).catalog([Ask(question)])
        }
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
