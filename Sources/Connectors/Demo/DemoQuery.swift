import Entities

/// What can be asked of a service of the demo over time.
enum DemoQuantity: Hashable, Sendable {
    /// A measure.
    case measure(Measure)
    /// How fast the first of its error budgets burns, over an hour.
    case burn

    /// As it is written.
    var word: String {
        switch self {
        case .measure(let measure): measure.rawValue
        case .burn: "burn_1h"
        }
    }
}

/// A question in the little of PromQL that the demo answers.
struct DemoQuery {
    /// What is asked.
    let quantity: DemoQuantity
    /// Of which deployment; nil for all.
    let deployment: String?

    /// What is said to whoever asks more.
    static let help =
        "the demo answers its own measures alone, as in p95 or p95{deployment=\"churn-api\"}"

    /// The question of a text; nil where it is another.
    init?(_ text: String) {
        let parts = text.trimmed.split(separator: "{", maxSplits: 1).map(String.init)
        guard let word = parts.first?.trimmed else { return nil }
        if word == DemoQuantity.burn.word {
            quantity = .burn
        } else if let measure = Measure(rawValue: word) {
            quantity = .measure(measure)
        } else {
            return nil
        }
        guard parts.count > 1 else {
            deployment = nil
            return
        }
        guard parts[1].hasSuffix("}"),
            let matcher = Silence.Matcher(written: String(parts[1].dropLast())),
            matcher.name == "deployment", matcher.isEqual, !matcher.isRegex
        else { return nil }
        deployment = matcher.value
    }
}
