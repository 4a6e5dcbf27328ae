import Entities
import Foundation

extension JournalEntry: Codable {
    private enum CodingKeys: String, CodingKey {
        case actor, action, context, outcome, plan, rollout, source, status, step, subject, what
        case why
        case number = "seq"
        case at = "ts"
        case body = "plan_body"
        case previous = "prev_sha256"
        case sent = "body_sha256"
        case took = "took_ms"
    }

    /// One object; what there is nothing of is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(number, forKey: .number)
        try container.encode(at.iso8601, forKey: .at)
        try container.encode(actor, forKey: .actor)
        try container.encode(action, forKey: .action)
        try container.encode(source.context, forKey: .context)
        try container.encode(source.name, forKey: .source)
        try container.encode(subject, forKey: .subject)
        try container.encode(what, forKey: .what)
        try container.encodeIfPresent(why, forKey: .why)
        try container.encode(outcome, forKey: .outcome)
        try container.encodeIfPresent(rollout, forKey: .rollout)
        try container.encodeIfPresent(plan, forKey: .plan)
        try container.encodeIfPresent(body, forKey: .body)
        try container.encodeIfPresent(step, forKey: .step)
        try container.encodeIfPresent(status, forKey: .status)
        try container.encodeIfPresent(sent, forKey: .sent)
        try container.encodeIfPresent(took, forKey: .took)
        try container.encode(previous, forKey: .previous)
    }

    /// The entry of such an object; its own hash is not part of it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let (context, name) = (
            try container.decode(String.self, forKey: .context),
            try container.decode(String.self, forKey: .source)
        )
        self.init(
            try container.decode(Action.self, forKey: .action),
            try container.decode(String.self, forKey: .what),
            source: Source.ID(name, context: context),
            subject: try container.decode(String.self, forKey: .subject),
            outcome: try container.decode(Outcome.self, forKey: .outcome),
            why: try container.decodeIfPresent(String.self, forKey: .why),
            rollout: try container.decodeIfPresent(Int.self, forKey: .rollout),
            plan: try container.decodeIfPresent(String.self, forKey: .plan),
            body: try container.decodeIfPresent(Plan.self, forKey: .body),
            step: try container.decodeIfPresent(Int.self, forKey: .step),
            took: try container.decodeIfPresent(Int64.self, forKey: .took)
        )
        number = try container.decode(Int.self, forKey: .number)
        let written = try container.decode(String.self, forKey: .at)
        at = Instant(iso8601: written) ?? Instant(milliseconds: 0)
        actor = try container.decode(Actor.self, forKey: .actor)
        status = try container.decodeIfPresent(Int.self, forKey: .status)
        sent = try container.decodeIfPresent(String.self, forKey: .sent)
        previous = try container.decode(String.self, forKey: .previous)
    }
}

extension Encodable {
    /// JSON on one line, keys in alphabetical order.
    package var jsonLine: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(self)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }
}
