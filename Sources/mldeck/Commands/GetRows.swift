import ArgumentParser
import Client
import Entities
import TUI

/// Which rows are printed, in which order.
struct GetRows: ParsableArguments {
    @Option(name: .shortAndLong, help: "A filter; the example above has one.")
    var filter = ""

    @Option(name: .shortAndLong, help: "A sort key such as 'name DESC'; may be repeated.")
    var sort: [String] = []

    @Option(help: "The rank of the first row.")
    var start = 0

    @Option(help: "How many rows at most.")
    var limit = 100

    /// The filter of a kind; throws its text with a caret under the place that is wrong.
    func filter(of kind: Filter.Kind) throws -> Filter? {
        do {
            return try Filter.parse(filter, as: kind, now: .systemNow)
        } catch {
            let caret = String(repeating: " ", count: error.position) + "^ " + error.message
            throw Complaint("\(Printable.text(filter))\n\(caret)")
        }
    }

    /// The order of a kind, empty where none is asked for; throws a sentence for a wrong key.
    func order(of kind: Filter.Kind, example: String) throws -> [SortKey] {
        let order = try sort.map { written in
            guard let key = SortKey(written, of: kind) else {
                throw Complaint(
                    "'\(Printable.text(written))' is no sort key; one looks like '\(example)'"
                )
            }
            return key
        }
        guard Set(order.map(\.field)).count == order.count else {
            throw Complaint("--sort names the same field twice")
        }
        return order
    }

    /// The ranks of the rows.
    func ranks() throws -> Range<Int> {
        guard start >= 0, limit >= 0 else { throw Complaint("--start and --limit are 0 or more") }
        let (end, isBeyond) = start.addingReportingOverflow(limit)
        return start..<(isBeyond ? .max : end)
    }
}
