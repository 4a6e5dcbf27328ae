/// What the runs of experiments can be shown and sorted by.
public struct RunFields: Question {
    /// One source's fields.
    public struct Answer: Hashable, Sendable {
        /// Fields of the newest runs with how many of those have them, the most common first.
        public var common: [Field]
        /// Every field of the store, by name; empty unless it was asked for.
        public var all: [Field]

        /// Fields of a store.
        public init(common: [Field], all: [Field]) {
            self.common = common
            self.all = all
        }
    }

    /// Names of experiments; nil for all experiments.
    public var experiments: Set<String>?
    /// Whether every field is listed, or only what is common.
    public var isComplete: Bool

    /// The fields of experiments' runs.
    public init(experiments: Set<String>?, isComplete: Bool = false) {
        self.experiments = experiments
        self.isComplete = isComplete
    }
}
