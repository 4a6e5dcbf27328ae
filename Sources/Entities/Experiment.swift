/// A named group of runs.
public struct Experiment: Hashable, Sendable {
    /// Names an experiment within its source.
    public struct ID: Hashable, Comparable, Sendable {
        /// The store that holds it.
        public var source: Source.ID
        /// The store's own id.
        public var key: String

        /// The experiment `key` of `source`.
        public init(source: Source.ID, key: String) {
            self.source = source
            self.key = key
        }

        /// By source, then by key.
        public static func < (left: ID, right: ID) -> Bool {
            (left.source, left.key) < (right.source, right.key)
        }
    }

    /// Its id.
    public var id: ID
    /// Its name; the same name in two stores is shown as one.
    public var name: String
    /// Whether it is deleted but not yet gone.
    public var isDeleted: Bool
    /// The start of its newest run, where that is known without counting.
    public var lastActivity: Instant?
    /// When it was made.
    public var created: Instant?
    /// When it was last changed.
    public var updated: Instant?
    /// Its tags.
    public var tags: [String: String]
    /// What its runs are, where they were counted.
    public var activity: Activity?

    /// An experiment of a store.
    public init(
        id: ID,
        name: String,
        isDeleted: Bool = false,
        lastActivity: Instant? = nil,
        created: Instant? = nil,
        updated: Instant? = nil,
        tags: [String: String] = [:],
        activity: Activity? = nil
    ) {
        self.id = id
        self.name = name
        self.isDeleted = isDeleted
        self.lastActivity = lastActivity
        self.created = created
        self.updated = updated
        self.tags = tags
        self.activity = activity
    }
}

extension Experiment {
    /// The runs of an experiment, counted.
    public struct Activity: Hashable, Sendable {
        /// How many days the course of `daily` goes back.
        public static let days = 14

        /// How many runs there are; at least so many while they are being counted.
        public var runs: Count
        /// How many have not ended.
        public var running: Int
        /// How many that began within the last day have failed.
        public var failedLately: Int
        /// How many began on each of the last days, the oldest first.
        public var daily: [Int]

        /// The counted runs of an experiment.
        public init(
            runs: Count = .exactly(0),
            running: Int = 0,
            failedLately: Int = 0,
            daily: [Int] = Array(repeating: 0, count: Activity.days)
        ) {
            self.runs = runs
            self.running = running
            self.failedLately = failedLately
            self.daily = daily
        }
    }
}
