import ArgumentParser
import Client
import Entities

/// Prints registered models.
struct GetModels: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "Print the registered models of all sources.",
        discussion: """
            Example: mldeck get models PATH -s 'updated DESC' -f "name LIKE 'churn%'"
            """
    )

    @OptionGroup var places: Places
    @OptionGroup var rows: GetRows

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let kind = Filter.Kind.models
        let (filter, ranks) = (try rows.filter(of: kind), try rows.ranks())
        let order = try rows.order(of: kind, example: "name DESC")
        let question = RegisteredModels(filter: filter)
        let waiter = try Waiter(connectors: places.connectors())
        let catalog = waiter.catalog([Ask(question)])
        let models = catalog[question].sorted { $0.key < $1.key }.flatMap { $0.value.answer ?? [] }
        let found = kind.search(models, by: order) { $0.value(of: $1) }
        let report = Report(
            kind: "models",
            part: (ranks.lowerBound, .exactly(found.count)),
            rows: found[ranks.clamped(to: found.indices)].map(ModelRow.init),
            failures: catalog.failures(question)
        )
        print(output.text(report.rows, of: report))
        try report.failures.end()
    }
}
