import ArgumentParser
import Client
import Entities
import TUI

/// Prints one thing, whole.
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print one run, experiment, model's version or source, whole.",
        discussion: """
            Examples: mldeck show swift-fox-12 --at PATH, mldeck show mldeck:runs/churn, \
            mldeck show mldeck:versions/prod/churn?version=12 -o json
            """
    )

    @Argument(
        help: """
            mldeck:run/SOURCE/ID, mldeck:runs/EXPERIMENT, mldeck:versions/SOURCE/MODEL?version=N \
            (the newest without a number) or mldeck:sources/NAME, or a run's id, a unique \
            beginning of it, or its unique name.
            """
    )
    var thing: String

    @OptionGroup var at: ShowPlaces

    @Option(name: .shortAndLong, help: "text or json.")
    var output = Format.text

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    func run() throws {
        let locator = thing.hasPrefix("mldeck:") ? Locator(thing) : nil
        let waiter = try Waiter(connectors: at.connectors())
        switch locator?.pane {
        case nil, "run": try showRun(waiter)
        case "runs": try show(experiment: locator?.path ?? [], waiter)
        case "versions": try showVersion(locator ?? Locator(pane: "versions"), waiter)
        case "sources": try show(source: locator?.path ?? [], locator, waiter)
        default:
            throw Complaint(
                Printable.text(
                    "'\(thing)' is no run, experiment, version or source; `mldeck screen` draws it"
                )
            )
        }
    }

    private func showRun(_ waiter: Waiter) throws {
        let (id, failures) = try RunReference(thing).run(waiter)
        let (whole, files) = (WholeRun(id), Artifacts(of: .run(id)))
        let catalog = waiter.catalog([Ask(whole), Ask(files)])
        let row = WholeRunRow(
            detail: try catalog.thing(whole),
            artifacts: catalog.feed(files)?.answer
        )
        let unlisted = catalog.failures(files)
        try show("run", [row], failures + catalog.failures(whole), unlisted)
    }

    private func show(experiment path: [String], _ waiter: Waiter) throws {
        let (name, question) = (path.joined(separator: "/"), Experiments(isCounted: true))
        let catalog = waiter.catalog([Ask(question)])
        let rows = ExperimentRow.all(catalog[question]).filter { $0.experiment.name == name }
        let failures = catalog.failures(question)
        guard !rows.isEmpty else {
            try failures.end()
            throw Complaint(Printable.text("there is no experiment '\(name)' here"), .no)
        }
        try show("experiment", rows, failures)
    }

    private func showVersion(_ locator: Locator, _ waiter: Waiter) throws {
        let source = try waiter.source(locator.path.first ?? "", locator)
        let name = locator.path.dropFirst().joined(separator: "/")
        let all = ModelVersions(of: RegisteredModel.ID(source: source, name: name))
        let catalog = waiter.catalog([Ask(all)])
        let number = locator.values("version").first
        let versions = catalog.feed(all)?.answer ?? []
        let found = versions.first { number == nil || "\($0.id.number)" == number }
        guard let found else {
            try catalog.failures(all).end()
            let version = number.map { " version \($0)" } ?? " a version"
            throw Complaint(Printable.text("\(source.name) has no\(version) of '\(name)'"), .no)
        }
        let question = VersionContents(of: found.id)
        let said = Governances(of: found.id)
        let contents = waiter.catalog([Ask(question), Ask(said)])
        let row = WholeVersionRow(
            version: found,
            content: contents.feed(question)?.answer,
            governance: contents.feed(said)?.answer
        )
        try show("version", [row], catalog.failures(all), contents.failures(question))
    }

    private func show(source path: [String], _ locator: Locator?, _ waiter: Waiter) throws {
        let name = path.joined(separator: "/")
        let id = try waiter.source(name, locator ?? Locator(pane: "sources"))
        let connectors = waiter.connectors.filter { $0.source.id == id }
        let rows = SourceRow.all(try Waiter(connectors: connectors))
        try show("source", rows, rows.compactMap(\.failure))
    }

    /// Prints things of one kind and ends; that a source lists no files is no failure of it.
    private func show<Row: Shown>(
        _ kind: String,
        _ rows: [Row],
        _ failures: [Failure],
        _ unlisted: [Failure] = []
    ) throws {
        let all = (failures + unlisted).onePerSource
        switch output {
        case .json: print(Report(kind: kind, rows: rows, failures: all).json)
        case .text: print(rows.map(\.text).joined(separator: "\n\n"))
        }
        let isRefused = failures.isEmpty && unlisted.allSatisfy(\.reason.isRefusal)
        if isRefused { all.tell() } else { try all.end() }
    }
}

extension Failure.Reason {
    /// Whether the source has answered, and the answer is no.
    fileprivate var isRefusal: Bool {
        switch self {
        case .refused, .notFound: true
        default: false
        }
    }
}

extension Catalog {
    /// The run of a question; ends with 1 where its source has none, with 3 where that failed.
    func thing(_ question: WholeRun) throws -> RunDetail {
        if let detail = feed(question)?.answer { return detail }
        let failure =
            feed(question)?.failure ?? Failure(source: question.run.source, reason: .timedOut)
        guard case .notFound = failure.reason else {
            throw Complaint("mldeck: " + Printable.text(failure.message), .sourceFailed)
        }
        throw Complaint(Printable.text(failure.message), .no)
    }
}
