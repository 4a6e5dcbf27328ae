/// The experiments of every store, as whole lists.
public struct Experiments: Question {
    /// One source's experiments, the newest first.
    public typealias Answer = [Experiment]

    /// All experiments.
    public init() {}
}
