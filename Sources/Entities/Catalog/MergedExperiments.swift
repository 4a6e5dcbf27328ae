/// The experiments of several sources as one list: the same name in two sources is one row.
public struct MergedExperiments: Sendable {
    /// An experiment over all sources that have one of its name.
    public struct Row: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// The sources that have it.
        public fileprivate(set) var sources: [Source.ID]
        /// What its runs are, all sources together; nil where no source has counted them.
        public fileprivate(set) var activity: Experiment.Activity?
        /// Whether one of its sources is still counting.
        public fileprivate(set) var isCounting: Bool
        /// The start of its newest run.
        public fileprivate(set) var lastActivity: Instant?
    }

    /// The rows by name; what is deleted is left out.
    public let rows: [Row]
    /// The share of the runs that has been counted, while any source is still counting.
    public let progress: Double?
    /// How many sources have answered.
    public let answered: Int
    /// How many sources hold any of them.
    public let sources: Int
    /// All runs together; nil where no source has counted them.
    public let total: Experiment.Activity?

    /// Merges what each source has answered.
    public init(_ answers: [Source.ID: Experiments.Answer] = [:]) {
        answered = answers.count
        progress = answers.values.compactMap(\.progress).min()
        var rows: [String: Row] = [:]
        for (source, answer) in answers.sorted(by: { $0.key < $1.key }) {
            for experiment in answer.experiments where !experiment.isDeleted {
                let row = Row(experiment, of: source, isCounting: answer.progress != nil)
                if rows[row.name]?.add(row) == nil { rows[row.name] = row }
            }
        }
        self.rows = rows.values.sorted { $0.name < $1.name }
        sources = Set(self.rows.flatMap(\.sources)).count
        let nothing = answers.isEmpty ? nil : Experiment.Activity()
        let first = self.rows.isEmpty ? nothing : self.rows[0].activity
        total = self.rows.dropFirst().reduce(first) { Experiment.Activity.sum($0, $1.activity) }
    }
}

extension MergedExperiments.Row {
    fileprivate init(_ experiment: Experiment, of source: Source.ID, isCounting: Bool) {
        name = experiment.name
        sources = [source]
        activity = experiment.activity
        self.isCounting = isCounting
        lastActivity = experiment.lastActivity
    }

    fileprivate mutating func add(_ other: Self) {
        for source in other.sources where !sources.contains(source) { sources.append(source) }
        activity = Experiment.Activity.sum(activity, other.activity)
        isCounting = isCounting || other.isCounting
        if let last = other.lastActivity { lastActivity = max(lastActivity ?? last, last) }
    }
}

extension Experiment.Activity {
    /// Both together; where only one of them is counted there are at least so many runs.
    fileprivate static func sum(_ left: Self?, _ right: Self?) -> Self? {
        guard let left, let right else {
            guard var only = left ?? right else { return nil }
            only.runs = .atLeast(only.runs.number)
            return only
        }
        return left + right
    }

    /// The runs of both.
    public static func + (left: Self, right: Self) -> Self {
        Self(
            runs: left.runs + right.runs,
            running: left.running + right.running,
            failedLately: left.failedLately + right.failedLately,
            daily: zip(left.daily, right.daily).map(+)
        )
    }
}
