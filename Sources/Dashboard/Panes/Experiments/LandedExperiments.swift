import Entities

/// The experiments of all sources: merged when an answer lands, not when they are drawn.
struct LandedExperiments: Sendable {
    let question: Experiments
    private(set) var merged = MergedExperiments()
    private var answers: [Source.ID: Experiments.Answer] = [:]

    init(_ filter: Filter? = nil) { question = Experiments(isCounted: true, filter: filter) }

    /// Takes in what has landed, and returns whether that is anything new.
    mutating func settle(_ scene: Scene) -> Bool {
        let landed = scene.catalog[question].compactMapValues(\.answer)
        // Answers that are the same arrays are equal at once: keys compare no experiments.
        guard landed != answers else { return false }
        answers = landed
        merged = MergedExperiments(landed)
        return true
    }
}
