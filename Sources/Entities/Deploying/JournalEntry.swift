/// One thing that was done, or decided, or seen, as the journal keeps it.
public struct JournalEntry: Hashable, Sendable {
    /// What kind of thing.
    public enum Action: String, CaseIterable, Sendable, Codable {
        /// A plan is to be carried out.
        case plan
        /// A gate has judged it.
        case gate
        /// Somebody sets a gate aside.
        case waive
        /// Somebody has approved it.
        case approve
        /// Somebody has said that it is to be carried out.
        case confirm
        /// A call is about to be made.
        case apply
        /// What came of the call before.
        case result
        /// Something was seen: a version is ready, a wait is over.
        case observe
        /// A rollout is taken up again after it was interrupted.
        case resume
        /// What was before is being brought back.
        case rollback
        /// A person told a rollout to wait, to go on at once, or to end.
        case steer
        /// A rollout has ended.
        case end
        /// What somebody wanted was not done.
        case refuse
        /// An alias stands for another version than when it was last seen.
        case moved
    }

    /// How it went.
    public enum Outcome: String, CaseIterable, Sendable, Codable {
        // As they are written.
        case done
        case passed
        case warned
        case failed
        case refused
        case rolledBack = "rolled_back"
        case open
    }

    /// Who did it, as far as this machine knows.
    public struct Actor: Hashable, Sendable, Codable {
        /// The name of the account.
        public var user: String
        /// The machine.
        public var host: String
        /// The terminal; empty where there is none.
        public var terminal: String
        /// Name and address as git knows them; empty where it does not.
        public var git: String
        /// The user that MLflow is asked as; empty where it is asked as nobody.
        public var mlflow: String

        /// An actor.
        public init(
            user: String,
            host: String = "",
            terminal: String = "",
            git: String = "",
            mlflow: String = ""
        ) {
            self.user = user
            self.host = host
            self.terminal = terminal
            self.git = git
            self.mlflow = mlflow
        }
    }

    /// Its number, from 1.
    public var number: Int
    /// When.
    public var at: Instant
    /// Who.
    public var actor: Actor
    /// What kind of thing.
    public var action: Action
    /// The source that is changed.
    public var source: Source.ID
    /// The deployment, or what else is changed.
    public var subject: String
    /// In words.
    public var what: String
    /// Why, where somebody gave a reason.
    public var why: String?
    /// How it went.
    public var outcome: Outcome
    /// The number of the entry with the plan; nil where it belongs to none.
    public var rollout: Int?
    /// The hash of the plan.
    public var plan: String?
    /// The plan itself, in the entry that begins it.
    public var body: Plan?
    /// The index of the step, those back counted on after the plan's own; nil where it is none.
    public var step: Int?
    /// The status of an answer.
    public var status: Int?
    /// The SHA-256 of what was sent.
    public var sent: String?
    /// How long it took, in milliseconds.
    public var took: Int64?
    /// The SHA-256 of the entry before; 64 zeros in the first.
    public var previous: String
    /// Its own SHA-256.
    public var hash: String

    /// Something that was done; number, time, actor and hashes come with being written.
    public init(
        _ action: Action,
        _ what: String,
        source: Source.ID,
        subject: String,
        outcome: Outcome = .done,
        why: String? = nil,
        rollout: Int? = nil,
        plan: String? = nil,
        body: Plan? = nil,
        step: Int? = nil,
        receipt: Receipt? = nil,
        took: Int64? = nil
    ) {
        (number, at, actor) = (0, Instant(milliseconds: 0), Actor(user: ""))
        (previous, hash) = ("", "")
        (self.action, self.what, self.why) = (action, what, why)
        (self.source, self.subject, self.outcome) = (source, subject, outcome)
        (self.rollout, self.plan, self.body) = (rollout, plan, body)
        (self.step, self.took) = (step, took)
        (status, sent) = (receipt?.status, receipt?.body)
    }
}
