import ArgumentParser
import Client
import Entities
import TUI

/// Prints versions of registered models.
struct GetVersions: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: "Print the versions of registered models.",
        discussion: """
            Versions of one model come with the metrics of their runs.
            Example: mldeck get versions PATH --model churn -s 'version DESC' -o json
            """
    )

    @OptionGroup var places: Places

    @Option(help: "A model's name. Default: all models.")
    var model: String?

    @OptionGroup var rows: GetRows

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        let kind = Filter.Kind.versions
        let (filter, ranks) = (try rows.filter(of: kind), try rows.ranks())
        let order = try rows.order(of: kind, example: "version DESC")
        let waiter = try Waiter(connectors: places.connectors())
        let all = RegisteredModels()
        let known = model == nil ? nil : waiter.catalog([Ask(all)])
        let questions =
            try known.map { try self.questions($0[all], filter) }
            ?? [ModelVersions(of: nil, filter: filter)]
        let catalog = waiter.catalog(questions.map { Ask($0) })
        let versions = questions.flatMap { question in
            catalog[question].sorted { $0.key < $1.key }.flatMap { $0.value.answer ?? [] }
        }
        let failed = (known?.failures(all) ?? []) + questions.flatMap { catalog.failures($0) }
        let found = kind.search(versions, by: order) { $0.value(of: $1) }
        let report = Report(
            kind: "versions",
            part: (ranks.lowerBound, .exactly(found.count)),
            rows: found[ranks.clamped(to: found.indices)].map(VersionRow.init),
            failures: failed.onePerSource
        )
        print(output.text(report.rows, of: report))
        try report.failures.end()
    }

    /// The model in every source that has it; throws a sentence where none has.
    private func questions(
        _ feeds: [Source.ID: Feed<[RegisteredModel]>],
        _ filter: Filter?
    ) throws -> [ModelVersions] {
        let models = feeds.values.flatMap { $0.answer ?? [] }.map(\.id)
        let named = models.filter { $0.name == model }.sorted()
        guard named.isEmpty, feeds.values.allSatisfy({ $0.failure == nil }), let model else {
            return named.map { ModelVersions(of: $0, filter: filter) }
        }
        let hint = KnownKey.nearest(to: model, among: models.map(\.name))
        let advice = hint.map { "; did you mean '\($0)'?" } ?? ""
        throw Complaint(Printable.text("there is no model '\(model)'\(advice)"), .no)
    }
}
