import ArgumentParser
import Client
import Entities
import TUI

/// Prints what rules say.
struct GetAlerts: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alerts",
        abstract: "Print what fires, what is about to and what is silenced, the worst first."
    )

    @OptionGroup var places: Places

    @Flag(help: "Print rules of which nothing is wrong as well.")
    var all = false

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let catalog = try Waiter(connectors: places.connectors()).catalog([Ask(Alerts())])
        let answers = catalog[Alerts()].values.compactMap(\.answer)
        let alerts = Alert.merged(answers.flatMap(\.alerts))
        let rows = alerts.filter { all || $0.state != .inactive }.map(AlertRow.init)
        let failures = catalog.failures(Alerts())
        for warning in Set(answers.flatMap(\.warnings)).sorted() {
            report("mldeck: " + Printable.text(warning))
        }
        print(output.text(rows, of: Report(kind: "alerts", rows: rows, failures: failures)))
        try failures.end()
    }
}
