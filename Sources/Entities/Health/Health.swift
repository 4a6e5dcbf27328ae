/// How something that serves does: what was measured of it over a stretch of time.
public struct Health: Hashable, Sendable {
    /// Names it among what one source measures.
    public struct ID: Hashable, Comparable, Sendable {
        /// Who measures.
        public var source: Source.ID
        /// What it is called: the deployment that a person set down, or what the metrics say.
        public var name: String

        /// What `source` measures of `name`.
        public init(source: Source.ID, name: String) { (self.source, self.name) = (source, name) }

        /// By name, then by source.
        public static func < (left: ID, right: ID) -> Bool {
            (left.name, left.source) < (right.name, right.source)
        }
    }

    /// How it does.
    public enum State: String, CaseIterable, Sendable {
        // The worst first.
        /// An objective does not hold, or it is down.
        case critical
        /// An objective is close to its limit.
        case warning
        /// What is known of it is old.
        case stale
        /// Nothing is measured of it.
        case noData = "no_data"
        /// It is asked too seldom to say.
        case insufficient
        /// All objectives hold; where there are none, it answers.
        case healthy
    }

    /// A measure in each column of the window: NaN where nothing was measured.
    public typealias Lines = [Measure: [Double]]

    /// Its id.
    public var id: ID
    /// The family of servers whose metrics it has: `vllm`, `mlserver`.
    public var family: String
    /// The deployment that a person set down; nil where only the metrics tell of it.
    public var deployment: Deployment.ID?
    /// The labels that tell it from others.
    public var labels: [String: String]
    /// What was measured, all versions together.
    public var lines: Lines
    /// What was measured of each version, by the version's name; empty where that was not asked.
    public var versions: [String: Lines]
    /// What it is to hold.
    public var objectives: [Objective]
    /// The error budgets of these; empty where that was not asked, or nobody can tell.
    public var budgets: [ErrorBudget] = []
    /// How it does.
    public var state: State
    /// Why, in a sentence; empty where there is nothing to say.
    public var why: String

    /// Something that serves.
    public init(
        id: ID,
        family: String,
        deployment: Deployment.ID? = nil,
        labels: [String: String] = [:],
        lines: Lines = [:],
        versions: [String: Lines] = [:],
        objectives: [Objective] = [],
        state: State = .noData,
        why: String = ""
    ) {
        (self.id, self.family, self.deployment) = (id, family, deployment)
        (self.labels, self.lines, self.versions) = (labels, lines, versions)
        (self.objectives, self.state, self.why) = (objectives, state, why)
    }

    /// The value of a measure now; nil where none was measured in the last column.
    public subscript(_ measure: Measure) -> Double? {
        lines[measure]?.last.flatMap { $0.isNaN ? nil : $0 }
    }

    /// What a strip shows: how long requests take, or else how many there are.
    public var leading: Measure? {
        [.p95, .firstToken, .mean, .rate].first { lines[$0] != nil }
    }
}
