/// The experiments of every store, as whole lists.
public struct Experiments: Question {
    /// One source's experiments.
    public struct Answer: Hashable, Sendable, Provisional {
        /// The experiments, the newest first.
        public var experiments: [Experiment]
        /// The share of the runs that has been counted while there are more.
        public var progress: Double?

        /// A store's experiments.
        public init(_ experiments: [Experiment], progress: Double? = nil) {
            self.experiments = experiments
            self.progress = progress
        }

        /// Whether nothing is still being counted.
        public var isFinal: Bool { progress == nil }
    }

    /// Whether their runs are counted.
    public var isCounted: Bool
    /// What the experiments must fulfil.
    public var filter: Filter?

    /// All experiments, or those that fulfil a filter.
    public init(isCounted: Bool = false, filter: Filter? = nil) {
        self.isCounted = isCounted
        self.filter = filter
    }
}
