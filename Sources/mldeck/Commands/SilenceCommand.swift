import ArgumentParser
import Client
import Entities
import TUI

/// Makes, extends or ends a silence.
struct SilenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: "Silence alerts for a while, or extend or end a silence.",
        discussion: """
            Examples: mldeck silence alertname=LatencyHigh 'model=~churn.*' --for 2h \
            --comment "gpu-b is being repaired" --yes, mldeck silence --extend 8c21… --for 1h, \
            mldeck silence --expire 8c21…
            """
    )

    @Argument(help: "LABEL=VALUE, LABEL!=VALUE, LABEL=~PATTERN or LABEL!~PATTERN; all must match.")
    var matchers: [String] = []

    @Option(name: .customLong("for"), help: "For how long from now: 90m, 2h, 3d.")
    var length: String?

    @Option(help: "Why: others will read it.")
    var comment: String?

    @Option(help: "The id of a silence that is to go on.")
    var extend: String?

    @Option(help: "The id of a silence that is to end.")
    var expire: String?

    @OptionGroup var places: ChangePlaces
    @OptionGroup var decision: Decision

    func run() throws {
        let connections = try places.connections()
        let catalog = try Waiter(connectors: connections.all).catalog([Ask(Alerts())])
        let failures = catalog.failures(Alerts())
        let answers = catalog[Alerts()].compactMapValues(\.answer?.silences)
        if answers.isEmpty { try failures.end() }
        let change = try change(among: answers)
        try decision.carryOut(.silence(change), connections.changes)
    }

    private func change(among kept: [Source.ID: [Silence]]) throws -> SilenceChange {
        switch (extend, expire) {
        case (nil, nil): return try creation(at: kept.keys.sorted())
        case (let key?, nil):
            return .extend(try one(key, kept).id, seconds: try seconds())
        case (nil, let key?): return .expire(try one(key, kept).id)
        default: throw Complaint("--extend and --expire are not for the same silence")
        }
    }

    private func creation(at sources: [Source.ID]) throws -> SilenceChange {
        guard !matchers.isEmpty else {
            throw Complaint("silence takes LABEL=VALUE, or --extend ID, or --expire ID")
        }
        guard let comment, !comment.trimmed.isEmpty else {
            throw Complaint("--comment says why: others will read it")
        }
        guard let source = sources.first else {
            throw Complaint("no Alertmanager is read that could keep a silence", .no)
        }
        guard sources.count == 1 else {
            let names = sources.map(\.name).joined(separator: ", ")
            throw Complaint(
                Printable.text("several keep silences: \(names); --at or --context names one")
            )
        }
        let all = try matchers.map(matcher)
        return .create(at: source, all, seconds: try seconds(), comment: comment)
    }

    private func matcher(_ written: String) throws -> Silence.Matcher {
        guard let matcher = Silence.Matcher(written: written) else {
            throw Complaint(
                Printable.text("'\(written)' is no matcher; one looks like model=churn")
            )
        }
        return matcher
    }

    private func seconds() throws -> Int {
        guard let length else { throw Complaint("--for says for how long: 90m, 2h, 3d") }
        guard let seconds = SilenceChange.seconds(length) else {
            throw Complaint(Printable.text("'\(length)' is no duration; one looks like 90m or 2h"))
        }
        return seconds
    }

    /// The silence of an id, or of its first digits.
    private func one(_ key: String, _ kept: [Source.ID: [Silence]]) throws -> Silence {
        let found = kept.values.joined().filter { $0.id.key.hasPrefix(key) }
        guard let first = found.first, found.count == 1 else {
            let count = found.isEmpty ? "no silence has" : "\(found.count) silences have"
            throw Complaint(Printable.text("\(count) the id '\(key)'"), .no)
        }
        return first
    }
}
