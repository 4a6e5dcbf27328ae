import ArgumentParser
import Client
import Entities
import TUI

/// Prints runs.
struct GetRuns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Print the runs of stores.",
        discussion: """
            Example: mldeck get runs PATH --experiment churn -s 'metrics.val/loss ASC' \
            -f "metrics.acc > 0.9 AND params.lr = '0.1'"
            """
    )

    @OptionGroup var places: Places

    @Option(help: "An experiment's name; may be repeated. Default: all.")
    var experiment: [String] = []

    @OptionGroup var rows: GetRows

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let order = try rows.order(of: .runs, example: "metrics.acc DESC")
        let ranks = try rows.ranks()
        let question = Runs(
            experiments: experiment.isEmpty ? nil : Set(experiment),
            filter: try rows.filter(of: .runs),
            order: order.isEmpty ? [.newest] : order
        )
        let waiter = try Waiter(connectors: places.connectors())
        let checks = RunsChecks(question)
        let asks = [Ask(question, Window(rows: ranks, columns: .all))] + checks.asks
        let catalog = waiter.catalog(asks)
        let merged: MergedPage<Run> = catalog.page(question, order: question.order)
        let report = Report(
            kind: "runs",
            part: (ranks.lowerBound, merged.count),
            rows: merged.ranks.filter(ranks.contains).compactMap { merged[$0].map(RunRow.init) },
            failures: catalog.failures(question)
        )
        print(output.text(report.rows, of: report))
        for sentence in checks.warnings(catalog) { mldeck.report(Printable.text(sentence)) }
        try report.failures.end()
        try checks.tellMissingExperiments(catalog)
    }
}

extension Catalog {
    /// What is wrong with the sources of a question, source by source.
    func failures(_ question: some Question) -> [Failure] {
        self[question].sorted { $0.key < $1.key }.compactMap(\.value.failure)
    }
}
