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

    /// An experiment of a store.
    public init(id: ID, name: String, isDeleted: Bool = false, lastActivity: Instant? = nil) {
        self.id = id
        self.name = name
        self.isDeleted = isDeleted
        self.lastActivity = lastActivity
    }
}
