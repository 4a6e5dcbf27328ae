/// The files of one folder of a run's artifacts.
public struct Artifacts: Question {
    /// The folder's files and folders, by name.
    public typealias Answer = [Artifact]

    /// The run.
    public var run: Run.ID
    /// The folder's path below the run's artifacts; empty for the uppermost.
    public var folder: String

    /// A folder of a run's artifacts.
    public init(run: Run.ID, folder: String = "") {
        self.run = run
        self.folder = folder
    }

    /// The run's own store.
    public var sources: Set<Source.ID>? { [run.source] }
    /// Files lie elsewhere than runs.
    public var isAside: Bool { true }
}
