import Client
import Entities

extension Silence {
    /// Whether it applies, or will.
    var isActive: Bool { state != .expired }
}

/// What is done to silences, as a step of a plan carries it.
enum SilenceWork {
    /// One is made.
    case create([Silence.Matcher], seconds: Int, comment: String, by: String)
    /// One goes on.
    case extend(String, seconds: Int)
    /// One ends.
    case expire(String)
    /// The one that was made ends.
    case withdraw([Silence.Matcher], comment: String, by: String)

    /// The work of a step; nil where it is none of these.
    init?(_ step: Plan.Step) {
        let arguments = step.arguments
        let written = arguments["matchers"].flatMap { JSONValue(Array($0.utf8)) }
        let matchers = written?.elements.compactMap { Silence.Matcher($0) } ?? []
        let (comment, by) = (arguments["comment"] ?? "", arguments["by"] ?? "")
        let seconds = arguments["seconds"].flatMap { Int($0) } ?? 0
        switch (step.verb, arguments["id"]) {
        case ("silence", _) where !matchers.isEmpty && seconds > 0:
            self = .create(matchers, seconds: seconds, comment: comment, by: by)
        case ("withdraw", _) where !matchers.isEmpty:
            self = .withdraw(matchers, comment: comment, by: by)
        case ("extend", let id?) where seconds > 0: self = .extend(id, seconds: seconds)
        case ("expire", let id?): self = .expire(id)
        default: return nil
        }
    }

    static func unknown(_ step: Plan.Step) -> Failure.Reason {
        .refused(why: "'\(step.verb)' is no step that it knows")
    }

    /// What is there of it: `silenced` or nothing; until when, of one that is to go on.
    func state(among all: [Silence], _ step: Plan.Step) -> String {
        switch self {
        case .create(let matchers, _, let comment, let by),
            .withdraw(let matchers, let comment, let by):
            let isThere = all.contains {
                $0.isActive && $0.matchers == matchers && $0.comment == comment && $0.by == by
            }
            return isThere ? SilencePlan.silenced : ""
        case .extend(let key, _):
            let end = all.first { $0.id.key == key && $0.isActive }?.end.iso8601 ?? ""
            return end == step.before ? end : step.after
        case .expire(let key):
            return all.contains { $0.id.key == key && $0.isActive } ? SilencePlan.silenced : ""
        }
    }

    /// A silence from now on, as the server reads it.
    static func body(
        _ matchers: [Silence.Matcher],
        _ now: Instant,
        _ seconds: Int,
        _ comment: String,
        _ by: String
    ) -> JSONValue {
        let end = Instant(milliseconds: now.milliseconds + Int64(seconds) * 1000)
        return .object([
            "matchers": .list(matchers.map(\.json)), "startsAt": .text(now.iso8601),
            "endsAt": .text(end.iso8601), "createdBy": .text(by), "comment": .text(comment),
        ])
    }
}
