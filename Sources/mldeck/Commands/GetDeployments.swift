import ArgumentParser
import Client
import Entities

/// Prints deployments.
struct GetDeployments: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deployments",
        abstract: "Print what serves where: aliases, applications, processes."
    )

    @OptionGroup var places: Places

    @Option(help: "Only deployments of this model.")
    var model: String?

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let question = Deployments()
        let catalog = try Waiter(connectors: places.connectors()).catalog([Ask(question)])
        let all = catalog[question].values.flatMap { $0.answer ?? [] }.sorted { $0.id < $1.id }
        let rows = all.filter { model == nil || $0.model == model }.map(DeploymentRow.init)
        let failures = catalog.failures(question)
        let report = Report(kind: "deployments", rows: rows, failures: failures)
        print(output.text(rows, of: report))
        try failures.end()
    }
}
