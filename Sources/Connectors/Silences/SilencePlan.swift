import Client
import Entities

/// Plans of what is done to silences: one step each.
enum SilencePlan {
    /// What a matched alert is while a silence applies.
    static let silenced = "silenced"

    /// A new silence; the way back ends it.
    static func creation(
        _ matchers: [Silence.Matcher],
        _ seconds: Int,
        _ comment: String,
        _ order: ChangeOrder
    ) throws(Failure.Reason) -> Plan {
        guard !matchers.isEmpty, !comment.trimmed.isEmpty, seconds > 0 else {
            throw .refused(why: "a silence needs what it is for, for how long, and why")
        }
        let subject = "alerts \(matchers.written)"
        let arguments = [
            "matchers": JSONValue.list(matchers.map(\.json)).jsonLine, "seconds": "\(seconds)",
            "comment": comment,
            "by": order.by,
        ]
        let step = Plan.Step(
            .call,
            "silence",
            arguments,
            call: "POST api/v2/silences \(matchers.written) for \(SilenceChange.written(seconds))",
            subject: subject,
            after: silenced
        )
        let back = Plan.Step(
            .call,
            "withdraw",
            arguments,
            call: "DELETE api/v2/silence/… of \(matchers.written)",
            subject: subject,
            before: silenced
        )
        return Plan(
            order.change,
            differences: [
                .init("alerts", from: "", to: matchers.written),
                .init("silent for", from: "", to: SilenceChange.written(seconds)),
                .init("comment", from: "", to: comment), .init("by", from: "", to: order.by),
            ],
            steps: [step],
            back: [back],
            lock: subject
        )
    }

    /// A silence that goes on: for so long from now.
    static func `extension`(
        _ silence: Silence,
        _ seconds: Int,
        _ order: ChangeOrder
    ) throws(Failure.Reason) -> Plan {
        guard seconds > 0 else { throw .refused(why: "it does not say for how long") }
        let length = SilenceChange.written(seconds)
        let step = Plan.Step(
            .call,
            "extend",
            ["id": silence.id.key, "seconds": "\(seconds)"],
            call: "POST api/v2/silences \(silence.id.key) until \(length) from now",
            subject: "silence \(silence.id.key)",
            before: silence.end.iso8601,
            after: "\(length) from now"
        )
        return Plan(
            order.change,
            differences: [
                .init("alerts", from: silence.matchers.written, to: silence.matchers.written),
                .init("until", from: silence.end.iso8601, to: "\(length) from now"),
            ],
            steps: [step],
            lock: "silence \(silence.id.key)"
        )
    }

    /// A silence that ends; there is no way back but a new one.
    static func end(_ silence: Silence, _ order: ChangeOrder) -> Plan {
        let subject = "alerts \(silence.matchers.written)"
        let step = Plan.Step(
            .call,
            "expire",
            ["id": silence.id.key],
            call: "DELETE api/v2/silence/\(silence.id.key)",
            subject: subject,
            before: silenced
        )
        return Plan(
            order.change,
            differences: [
                .init("silence", from: silence.matchers.written, to: ""),
                .init("comment", from: silence.comment, to: ""),
                .init("until", from: silence.end.iso8601, to: ""),
            ],
            steps: [step],
            lock: subject
        )
    }
}
