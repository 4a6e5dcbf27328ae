import ArgumentParser
import Client
import Entities

/// Prints experiments.
struct GetExperiments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experiments",
        abstract: "Print the experiments of stores, one row for each store that has one.",
        discussion: """
            Example: mldeck get experiments PATH -s name -f "name LIKE 'churn%' AND tags.team = 'a'"
            """
    )

    @OptionGroup var places: Places
    @OptionGroup var rows: GetRows

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let kind = Filter.Kind.experiments
        let (filter, ranks) = (try rows.filter(of: kind), try rows.ranks())
        let order = try rows.order(of: kind, example: "name DESC")
        let question = Experiments(isCounted: true)
        let waiter = try Waiter(connectors: places.connectors())
        let catalog = waiter.catalog([Ask(question)])
        let found = kind.search(
            ExperimentRow.all(catalog[question]),
            where: filter,
            by: order
        ) { row, field in row.value(of: field) }
        let report = Report(
            kind: "experiments",
            part: (ranks.lowerBound, .exactly(found.count)),
            rows: Array(found[ranks.clamped(to: found.indices)]),
            failures: catalog.failures(question)
        )
        print(output.text(report.rows, of: report))
        try report.failures.end()
    }
}
