/// One run with everything that was logged but its samples and files.
public struct WholeRun: Question {
    /// The run.
    public typealias Answer = RunDetail

    /// The run's id.
    public var run: Run.ID

    /// A run.
    public init(_ run: Run.ID) { self.run = run }

    /// The run's own store.
    public var sources: Set<Source.ID>? { [run.source] }
    /// A run may be gone.
    public var isAside: Bool { true }
}
