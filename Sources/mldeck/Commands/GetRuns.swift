import ArgumentParser
import Client
import Entities
import Glibc
import TUI

/// Prints runs.
struct GetRuns: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs",
        abstract: "Print the runs of stores.",
        discussion: "Example: mldeck get runs PATH --experiment churn -s 'metrics.val/loss ASC'"
    )

    @OptionGroup var places: Places

    @Option(help: "An experiment's name; may be repeated. Default: all.")
    var experiment: [String] = []

    @Option(
        name: .shortAndLong,
        help: "A filter such as \"metrics.acc > 0.9 AND params.lr = '0.1'\"."
    )
    var filter = ""

    @Option(name: .shortAndLong, help: "A sort key such as 'metrics.acc DESC'; may be repeated.")
    var sort: [String] = []

    @Option(help: "The rank of the first row.")
    var start = 0

    @Option(help: "How many rows at most.")
    var limit = 100

    @Option(name: .shortAndLong, help: "table, json or csv.")
    var output = RunsOutput.table

    /// The filter; throws its text with a caret under the place that is wrong.
    private func parsedFilter() throws -> Filter? {
        do {
            return try Filter.parse(filter, now: .systemNow)
        } catch {
            let caret = String(repeating: " ", count: error.position) + "^ " + error.message
            throw Complaint("\(Printable.text(filter))\n\(caret)")
        }
    }

    func run() throws {
        let order = try sort.map { written in
            guard let key = SortKey(written) else {
                throw Complaint("'\(written)' is no sort key; one looks like 'metrics.acc DESC'")
            }
            return key
        }
        guard Set(order.map(\.field)).count == order.count else {
            throw Complaint("--sort names the same field twice")
        }
        guard start >= 0, limit >= 0 else { throw Complaint("--start and --limit are 0 or more") }
        let question = Runs(
            experiments: experiment.isEmpty ? nil : Set(experiment),
            filter: try parsedFilter(),
            order: order.isEmpty ? [.newest] : order
        )
        let (end, isBeyond) = start.addingReportingOverflow(limit)
        let ranks = start..<(isBeyond ? .max : end)
        let window = Window(rows: ranks, columns: .all)
        let feeds = try Waiter(connectors: places.connectors()).answers(to: question, window)
        let sources = feeds.sorted { $0.key < $1.key }.map(\.value)
        let merged = MergedPage(sources.compactMap(\.answer), order: question.order)
        let failures = sources.compactMap(\.failure)
        let rows = merged.ranks.filter(ranks.contains).compactMap { merged[$0] }
        print(
            output.text(
                RunsReport(start: start, total: merged.count, rows: rows, failures: failures)
            )
        )
        for failure in failures { report("mldeck: \(failure.message)") }
        if !failures.isEmpty { throw Exit.sourceFailed }
    }
}
