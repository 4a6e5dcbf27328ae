import Dashboard
import Entities
import TUI
import TestKit

extension Dashboard {
    /// A dashboard of sources that nobody asks: a test hands it their answers.
    static func of(
        _ sources: [String],
        opening locator: String,
        size: Size = Size(120, 36)
    ) -> Dashboard {
        Dashboard(
            opening: Locator(locator),
            sources: sources.map { name in
                Source(id: Source.ID(name), kind: "MLflow SQLite", location: "/ml/\(name).db")
            },
            session: Session(theme: "dark", themes: ["dark"]),
            size: size,
            now: SampleRuns.now
        )
    }

    /// Lets an answer arrive.
    mutating func land<Q: Question>(_ question: Q, from source: String, _ answer: Q.Answer) {
        land(question, from: source, .success(answer), at: 0)
    }

    /// Lets a source fail so many minutes ago; it is asked again in a minute.
    mutating func fail(
        _ question: some Question,
        from source: String,
        _ reason: Failure.Reason,
        minutesAgo: Int64
    ) {
        let failure = Failure(source: Source.ID(source), reason: reason)
        land(question, from: source, .failure(failure), at: minutesAgo)
    }

    private mutating func land(
        _ question: some Question,
        from source: String,
        _ result: Result<any Sendable, Failure>,
        at minutesAgo: Int64
    ) {
        let now = SampleRuns.now.milliseconds
        var landing = Landing(
            question: AnyQuestion(question),
            source: Source.ID(source),
            at: Instant(milliseconds: now - minutesAgo * 60_000),
            result: result
        )
        if case .failure = result { landing.nextTry = Instant(milliseconds: now + 60_000) }
        _ = update(.landed([landing]))
    }

    /// Presses keys, and returns what the outside was asked to do.
    @discardableResult
    mutating func press(_ keys: String) -> [Effect] {
        Key.sequence(keys).flatMap { update(.input(.key($0))) }
    }

    /// Draws at every kind of size.
    mutating func drawEverywhere() -> [(Size, Canvas)] {
        var pictures: [(Size, Canvas)] = []
        for width in stride(from: 0, to: 220, by: 7) {
            for height in [0, 1, 2, 3, 9, 10, 11, 24, 50] {
                _ = update(.input(.resize(Size(width, height))))
                pictures.append((Size(width, height), draw()))
            }
        }
        return pictures
    }
}

extension Experiments.Answer {
    /// Experiments by name with so many runs each, the first the newest.
    static func of(
        _ source: String,
        _ runs: KeyValuePairs<String, Count>,
        progress: Double? = nil
    ) -> Self {
        let now = SampleRuns.now.milliseconds
        let all = runs.enumerated().map { index, pair in
            Experiment(
                id: Experiment.ID(source: Source.ID(source), key: pair.key),
                name: pair.key,
                isDeleted: pair.key.hasPrefix("deleted"),
                lastActivity: Instant(milliseconds: now - Int64(index) * 3_600_000),
                activity: Experiment.Activity(runs: pair.value)
            )
        }
        return Self(all, progress: progress)
    }
}
