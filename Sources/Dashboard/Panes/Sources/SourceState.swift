import Entities
import TUI

/// What is known of a source: what it says of itself, what it holds, and what is wrong with it.
struct SourceState {
    let source: Source
    /// What it says of itself; nil before it has.
    let check: SourceChecks.Answer?
    /// What is wrong now.
    let failure: Failure.Reason?
    let failedSince: Instant?
    let nextTry: Instant?
    /// When it last answered anything.
    let answeredAt: Instant?
    /// The experiments it holds; nil before it has told.
    private let held: Experiments.Answer?

    /// Every source, in the order of the configuration.
    static func all(_ scene: Scene) -> [SourceState] {
        let failures = scene.catalog.failures
        return scene.catalog.sources.map { source in
            let failure = failures.first { $0.failure.source == source.id }
            return SourceState(source, failure?.failure.reason, since: failure?.since, scene)
        }
    }

    private init(
        _ source: Source,
        _ failure: Failure.Reason?,
        since: Instant?,
        _ scene: Scene
    ) {
        self.source = source
        self.failure = failure
        failedSince = since
        check = scene.catalog[SourceChecks()][source.id]?.answer
        nextTry = failure == nil ? nil : scene.catalog.nextTry(of: source.id)
        answeredAt = scene.catalog.answeredAt[source.id]
        held = scene.catalog[Experiments(isCounted: true)][source.id]?.answer
    }
}

extension SourceState {
    /// Its state as a sign.
    var sign: Span {
        if failure != nil { return answeredAt == nil ? Span("✗", .critical) : Span("◌", .stale) }
        return answeredAt == nil ? Span("○", .muted) : Span("●", .ok)
    }

    /// Since when it fails, as in `stale since 10:19`; nil where it does not.
    func trouble(_ scene: Scene) -> String? {
        guard let failedSince else { return nil }
        let state = answeredAt == nil ? "failed" : "stale"
        return "\(state) since \(scene.moment(failedSince))"
    }

    /// When it is asked again, and the key for now.
    func retry(_ scene: Scene) -> String {
        let next = nextTry.map { "next try \(scene.clock($0)), " } ?? ""
        return next + "r asks now"
    }

    /// What it is: its kind, and its version without the word that the kind begins with.
    var kind: String {
        guard let version = check?.version, version != source.kind else { return source.kind }
        let word = source.kind.prefix { $0 != " " } + " "
        let rest = version.hasPrefix(word) ? version.dropFirst(word.count) : version[...]
        return "\(source.kind), \(rest)"
    }

    /// How many runs and experiments it holds; empty where it has not told.
    var holds: String {
        guard let held else { return "" }
        var count = 0
        var runs: Count? = .exactly(0)
        for experiment in held.experiments where !experiment.isDeleted {
            count += 1
            let counted = experiment.activity?.runs
            runs = runs.flatMap { sum in counted.map { sum + $0 } }
        }
        let text = "\(Format.count(count)) \(count.noun("experiment"))"
        guard let runs else { return text }
        let number = runs.written(isCounting: held.progress != nil)
        return "\(number) \(runs.number.noun("run")), \(text)"
    }

    /// How long it took to answer, in milliseconds: whole ones from 10 on.
    var latency: String? {
        guard let microseconds = check?.latency else { return nil }
        switch microseconds {
        case ..<100: return "<0.1 ms"
        case ..<10_000: return "\(microseconds / 1000).\(microseconds % 1000 / 100) ms"
        default: return "\(Format.count(Int(microseconds / 1000))) ms"
        }
    }

    /// How long ago it last answered.
    func age(_ scene: Scene) -> String? {
        answeredAt.map { Format.age(milliseconds: scene.now.milliseconds(since: $0)) }
    }
}

extension Int {
    /// The word for so many of it.
    fileprivate func noun(_ one: String) -> String { self == 1 ? one : one + "s" }
}

extension Failure.Reason {
    /// What a person can do about it.
    var remedy: String {
        switch self {
        case .unreachable: "see that it runs, and that its address is right"
        case .unauthorized: "give the user name, password or token that it asks for"
        case .notFound: "see that its place is right"
        case .timedOut: "nothing where it is only busy; else see how it is"
        case .status(let code) where code >= 500: "look into its own log"
        case .status: "see that its address is right, and that you may read it"
        case .malformed: "look at it with the tool that wrote it; mldeck leaves it as it is"
        case .unsupported: "update it or mldeck, whichever is older"
        case .refused: "see what it refused, and why"
        case .cancelled: "ask again"
        }
    }
}
