/// The runs of experiments, in an order.
public struct Runs: Question {
    /// One source's rows.
    public typealias Answer = Page<Run>

    /// Names of experiments, the same in all stores; nil for all experiments.
    public var experiments: Set<String>?
    /// What the runs must fulfil.
    public var filter: Filter?
    /// The order; the newest first breaks ties.
    public var order: [SortKey]
    /// Whether child runs follow their parents; flat otherwise.
    public var isNested: Bool
    /// The parents whose children are left out.
    public var folded: Set<Run.ID>

    /// The runs of experiments.
    public init(
        experiments: Set<String>?,
        filter: Filter? = nil,
        order: [SortKey] = [.newest],
        isNested: Bool = false,
        folded: Set<Run.ID> = []
    ) {
        self.experiments = experiments
        self.filter = filter
        self.order = order
        self.isNested = isNested
        self.folded = folded
    }
}

extension Runs {
    /// Every field that its filter and its order compare, each once.
    public var comparedFields: [Field] {
        let sorted = order.map(\.field)
        return sorted + (filter?.fields ?? []).filter { !sorted.contains($0) }
    }
}
