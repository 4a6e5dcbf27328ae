import ArgumentParser
import Client
import Entities
import TUI

/// Prints metrics of a run.
struct GetMetrics: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "metrics",
        abstract: "Print metrics of a run over its steps.",
        discussion: """
            A row tells the least, the greatest and the last value of its steps. With as many \
            columns as there are steps, each row is one step.
            Example: mldeck get metrics swift-fox-12 val/loss --at PATH
            """
    )

    /// With fewer columns a server may be asked for some of the samples only.
    private static let columnCounts = 50...1_000_000

    @Argument(
        help: .init(
            "A run's locator, its id or a unique beginning of it, or its unique name.",
            valueName: "run"
        )
    )
    var reference: String

    @Argument(help: "Keys of metrics.")
    var keys: [String]

    @OptionGroup var at: ShowPlaces

    @Option(help: "How many columns the steps are divided into.")
    var columns = 200

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RowsOutput.table

    func run() throws {
        guard Self.columnCounts.contains(columns) else {
            let (least, most) = (Self.columnCounts.lowerBound, Self.columnCounts.upperBound)
            throw Complaint("--columns is from \(least) to \(most)")
        }
        let waiter = try Waiter(connectors: at.connectors())
        let (id, failures) = try RunReference(reference).run(waiter)
        let whole = WholeRun(id)
        let questions = keys.uniqued.map { MetricSeries(run: id, key: $0, columns: columns) }
        let catalog = waiter.catalog([Ask(whole)] + questions.map { Ask($0) })
        let found = try catalog.thing(whole)
        let failed = catalog.failures(whole) + questions.flatMap { catalog.failures($0) }
        let report = MetricsReport(
            run: found.run,
            metrics: questions.compactMap { question in
                catalog.feed(question)?.answer.map { MetricCourse(question.key, $0) }
            },
            failures: (failures + failed).onePerSource
        )
        print(output.text(report.metrics.flatMap(\.rows), of: report))
        try report.failures.end()
        try tellMissing(report.metrics, found.run)
    }

    /// Says which metrics the run has not, and what that means for how the program ends.
    private func tellMissing(_ metrics: [MetricCourse], _ run: Run) throws {
        let missing = metrics.filter { $0.series.count == 0 }.map(\.key)
        guard !missing.isEmpty else { return }
        let names = missing.joined(separator: ", ")
        throw Complaint(Printable.text("run \(run.name) has no metric \(names)"), .no)
    }
}

extension [String] {
    /// Each once, in the order in which they first stand.
    fileprivate var uniqued: [String] {
        var seen = Set<String>()
        return filter { seen.insert($0).inserted }
    }
}
