import Client
import Entities
import TUI

/// A run as somebody names it: a locator, an id or its beginning, or a name.
struct RunReference {
    /// Fewer characters begin too many ids.
    private static let shortest = 4
    /// So many runs are compared with what is written.
    private static let compared = 100

    private let written: String

    init(_ written: String) { self.written = written }

    /// The one run that is meant, and what went wrong on the way; throws a sentence for none.
    func run(_ waiter: Waiter) throws -> (id: Run.ID, failures: [Failure]) {
        if written.hasPrefix("mldeck:") { return (try located(waiter), []) }
        let (runs, failures) = candidates(waiter)
        let written = written.utf8
        let groups = [
            runs.filter { $0.id.key.utf8.elementsEqual(written) },
            runs.filter { $0.id.key.utf8.starts(with: written) },
            runs.filter { $0.name.utf8.elementsEqual(written) },
        ]
        guard let found = groups.first(where: { !$0.isEmpty }) else {
            try failures.end()
            throw Complaint("there is no run '\(Printable.text(self.written))' here", .no)
        }
        guard found.count == 1 else { throw ambiguous(found) }
        return (found[0].id, failures)
    }

    /// The run of a locator; whether its source has it is not asked.
    private func located(_ waiter: Waiter) throws -> Run.ID {
        guard let locator = Locator(written), locator.pane == "run", locator.path.count > 1 else {
            throw Complaint(
                "'\(Printable.text(written))' names no run; one looks like mldeck:run/SOURCE/ID"
            )
        }
        let source = try waiter.source(locator.path[0], locator)
        return Run.ID(source: source, key: locator.path.dropFirst().joined(separator: "/"))
    }

    /// The runs whose ids begin so, and those of that name.
    private func candidates(_ waiter: Waiter) -> (runs: [Run], failures: [Failure]) {
        // What a pattern means by `%` and `_` only finds more: the ids are compared again.
        let id: Filter.Comparison =
            written.count < Self.shortest
            ? .text(.equal, written) : .like(written + "%", ignoringCase: false)
        let questions = [
            Runs(experiments: nil, filter: .compare(.attribute(.id), id)),
            Runs(experiments: nil, filter: .compare(.attribute(.name), .text(.equal, written))),
        ]
        let window = Window(rows: 0..<Self.compared)
        let catalog = waiter.catalog(questions.map { Ask($0, window) })
        var runs: [Run.ID: Run] = [:]
        for question in questions {
            let page: MergedPage<Run> = catalog.page(question, order: question.order)
            for run in page.ranks.compactMap({ page[$0] }) { runs[run.id] = run }
        }
        let failures = questions.flatMap { catalog[$0].values.compactMap(\.failure) }
        return (runs.values.sorted { $0.id < $1.id }, failures.onePerSource)
    }

    private func ambiguous(_ runs: [Run]) -> Complaint {
        let some = runs.prefix(5).map { run in
            "\(Locator(run.id)) (\(run.name))"
        }
        let all = some + (runs.count > some.count ? ["…"] : [])
        return Complaint(
            Printable.text("'\(written)' may be \(all.joined(separator: ", "))")
        )
    }
}

extension Locator {
    /// The view of one run.
    fileprivate init(_ run: Run.ID) {
        let context = run.source.context
        self.init(
            pane: "run",
            path: [run.source.name, run.key],
            query: context.isEmpty ? [] : [Setting("context", context)]
        )
    }
}

extension Waiter {
    /// The open source of a name in a locator's context; throws a sentence where there is none.
    func source(_ name: String, _ locator: Locator) throws -> Source.ID {
        let all = connectors.map(\.source.id)
        let context = locator.values("context").first
        let named = all.filter { $0.name == name && $0.context == context ?? $0.context }
        guard let first = named.first else {
            let names = all.map(\.name).joined(separator: ", ")
            throw Complaint(Printable.text("there is no source '\(name)'; there are \(names)"), .no)
        }
        guard named.count == 1 else {
            let contexts = named.map(\.context).joined(separator: ", ")
            let sentence = "'\(name)' is in the contexts \(contexts); add ?context=NAME"
            throw Complaint(Printable.text(sentence))
        }
        return first
    }
}
