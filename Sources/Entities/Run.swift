/// One execution of training or evaluation code, with what it logged.
public struct Run: Hashable, Sendable {
    /// Names a run within its source: the same key in two stores is two runs.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The store that holds it.
        public var source: Source.ID
        /// The store's own id.
        public var key: String

        /// The run `key` of `source`.
        public init(source: Source.ID, key: String) {
            self.source = source
            self.key = key
        }

        /// By source, then by key.
        public static func < (left: ID, right: ID) -> Bool {
            (left.source, left.key) < (right.source, right.key)
        }
    }

    /// MLflow's run states.
    public enum Status: UInt8, CaseIterable, Sendable {
        /// It has not ended.
        case running
        /// It is to start later.
        case scheduled
        /// It ended well.
        case finished
        /// It ended with an error.
        case failed
        /// Somebody ended it.
        case killed

        /// The word of MLflow's interface, as in `FINISHED`.
        public var name: String {
            switch self {
            case .running: "RUNNING"
            case .scheduled: "SCHEDULED"
            case .finished: "FINISHED"
            case .failed: "FAILED"
            case .killed: "KILLED"
            }
        }

        /// The state of a word; nil where there is none of that name.
        public init?(name: String) {
            guard let status = Status.allCases.first(where: { $0.name == name }) else { return nil }
            self = status
        }
    }

    /// Its id.
    public var id: ID
    /// The experiment it belongs to.
    public var experiment: Experiment.ID
    /// The experiment's name.
    public var experimentName: String
    /// Its name; its id where it has none.
    public var name: String
    /// Its state.
    public var status: Status
    /// When it started.
    public var start: Instant?
    /// When it ended.
    public var end: Instant?
    /// Who started it.
    public var user: String
    /// How many parents are above it in the list it was read with.
    public var depth: Int
    /// How many runs are directly below it.
    public var children: Int
    /// The last value of each metric that was asked for.
    public var metrics: [String: Double]
    /// The params that were asked for.
    public var params: [String: String]
    /// The tags that were asked for.
    public var tags: [String: String]

    /// A run without metrics, params and tags.
    public init(
        id: ID,
        experiment: Experiment.ID,
        experimentName: String,
        name: String,
        status: Status,
        start: Instant?,
        end: Instant?,
        user: String
    ) {
        self.id = id
        self.experiment = experiment
        self.experimentName = experimentName
        self.name = name
        self.status = status
        self.start = start
        self.end = end
        self.user = user
        depth = 0
        children = 0
        metrics = [:]
        params = [:]
        tags = [:]
    }
}
