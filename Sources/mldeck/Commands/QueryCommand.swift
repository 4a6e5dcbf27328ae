import ArgumentParser
import Client
import Entities
import TUI

/// Prints what an expression of PromQL gives.
struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: "Print what an expression of PromQL gives over time.",
        discussion: "Example: mldeck query 'sum by (model) (rate(requests_total[5m]))' --span 6h"
    )

    @Argument(help: "The expression.")
    var expression: String

    @OptionGroup var places: Places

    @Option(help: "How far back is looked: 15m, 2h, 7d.")
    var span = "1h"

    @Option(help: "How many columns the time is divided into.")
    var columns = 60

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        guard let seconds = SilenceChange.seconds(span) else {
            throw Complaint(Printable.text("'\(span)' is no duration; one looks like 15m or 2h"))
        }
        guard (1...11_000).contains(columns) else {
            throw Complaint("--columns is from 1 to 11000")
        }
        let question = RangeQuery(expression, span: Int64(seconds), columns: columns)
        let catalog = try Waiter(connectors: places.connectors()).catalog([Ask(question)])
        let answers = catalog[question].compactMapValues(\.answer).sorted { $0.key < $1.key }
        let failures = catalog.failures(question)
        if answers.isEmpty, failures.isEmpty {
            throw Complaint("no source that is open answers PromQL", .no)
        }
        for warning in Set(answers.flatMap(\.value.warnings)).sorted() {
            report("mldeck: " + Printable.text(warning))
        }
        let rows = answers.flatMap { source, answer in
            answer.series.map { QueryRow(source: source, window: answer.window, line: $0) }
        }
        print(output.text(rows, of: Report(kind: "query", rows: rows, failures: failures)))
        try failures.end()
    }
}
