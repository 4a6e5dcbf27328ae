/// What a change does, step by step, and the way back: made by reading alone.
public struct Plan: Hashable, Sendable, Codable {
    /// One thing that is different afterwards.
    public struct Difference: Hashable, Sendable, Codable {
        /// What: `model`, `traffic`.
        public var label: String
        /// As it is; empty where there is nothing.
        public var before: String
        /// As it will be; empty where there is nothing.
        public var after: String

        /// A difference.
        public init(_ label: String, from before: String, to after: String) {
            self.label = label
            self.before = before
            self.after = after
        }
    }

    /// What is to be different.
    public var change: Change
    /// The version that serves now; nil where none does.
    public var from: Int?
    /// What is different afterwards.
    public var differences: [Difference]
    /// What is left as it is, as in `3 other applications untouched`; empty where that is nothing.
    public var untouched: String
    /// What is done, in this order.
    public var steps: [Step]
    /// What brings back what was before, from anywhere in between.
    public var back: [Step]
    /// What nobody else may change meanwhile: a name for a lock.
    public var lock: String

    /// A plan.
    public init(
        _ change: Change,
        from: Int? = nil,
        differences: [Difference] = [],
        untouched: String = "",
        steps: [Step],
        back: [Step] = [],
        lock: String
    ) {
        self.change = change
        self.from = from
        self.differences = differences
        self.untouched = untouched
        self.steps = steps
        self.back = back
        self.lock = lock
    }
}

extension Plan {
    /// One step of a plan: a call, or a wait.
    public struct Step: Hashable, Sendable, Codable {
        /// What kind of step.
        public enum Kind: String, Sendable, Codable {
            /// A call that changes something.
            case call
            /// A call that changes nothing and must succeed.
            case check
            /// A wait until a version answers.
            case ready
            /// A wait with part of the traffic on a version.
            case bake
        }

        /// What kind of step.
        public var kind: Kind
        /// What it is to its target.
        public var verb: String
        /// With what.
        public var arguments: [String: String]
        /// The call as people read it, without secrets; of a wait, what is waited for.
        public var call: String
        /// What is changed: names what `before` and `after` are of.
        public var subject: String
        /// What the subject is before.
        public var before: String
        /// What it is afterwards.
        public var after: String
        /// How long a wait takes at most, or a bake in any case.
        public var seconds: Int

        /// A call.
        public init(
            _ kind: Kind = .call,
            _ verb: String,
            _ arguments: [String: String] = [:],
            call: String,
            subject: String = "",
            before: String = "",
            after: String = "",
            seconds: Int = 0
        ) {
            self.kind = kind
            self.verb = verb
            self.arguments = arguments
            self.call = call
            self.subject = subject
            self.before = before
            self.after = after
            self.seconds = seconds
        }

        /// A wait until a version is ready.
        public static func ready(_ version: Int, within seconds: Int) -> Step {
            Step(
                .ready,
                "ready",
                ["version": "\(version)"],
                call: "wait until v\(version) is ready, \(Step.written(seconds)) at most",
                seconds: seconds
            )
        }

        /// A wait with part of the traffic on a version.
        public static func bake(_ version: Int, share: Int, for seconds: Int) -> Step {
            Step(
                .bake,
                "bake",
                ["version": "\(version)", "share": "\(share)"],
                call: "watch v\(version) at \(share) % for \(Step.written(seconds))",
                seconds: seconds
            )
        }

        /// The version that is waited for.
        public var version: Int? { arguments["version"].flatMap { Int($0) } }

        /// The share of a bake, in percent.
        public var share: Int? { arguments["share"].flatMap { Int($0) } }

        private static func written(_ seconds: Int) -> String {
            seconds % 60 == 0 ? "\(seconds / 60) min" : "\(seconds) s"
        }
    }

    /// Everything that the subject of a step is at some point of the plan.
    public func states(of subject: String) -> Set<String> {
        Set((steps + back).filter { $0.subject == subject }.flatMap { [$0.before, $0.after] })
    }

    /// How many calls change something.
    public var calls: Int { steps.filter { $0.kind == .call }.count }

    /// As in `v12 → v13`; the change as a sentence where no version is deployed.
    public var summary: String {
        guard change.deployment != nil, let first = differences.first else {
            return change.sentence
        }
        return "\(first.before) → \(first.after)"
    }
}

/// What came of a call.
public struct Receipt: Hashable, Sendable {
    /// The HTTP status, or the exit code of a program; nil where there is none.
    public var status: Int?
    /// What is to be known of it besides; empty where that is nothing.
    public var words: String
    /// The SHA-256 of what was sent; nil where nothing was.
    public var body: String?

    /// What came of a call.
    public init(status: Int? = nil, words: String = "", body: String? = nil) {
        self.status = status
        self.words = words
        self.body = body
    }
}
