/// The files of one folder of a run's artifacts, or of a model's version.
public struct Artifacts: Question {
    /// The folder's files and folders, by name.
    public typealias Answer = [Artifact]

    /// Whose they are.
    public var owner: ArtifactOwner
    /// The folder's path below all of them; empty for the uppermost.
    public var folder: String

    /// A folder of artifacts.
    public init(of owner: ArtifactOwner, folder: String = "") {
        self.owner = owner
        self.folder = folder
    }

    /// The owner's own store.
    public var sources: Set<Source.ID>? { [owner.source] }
    /// Files lie elsewhere than runs.
    public var isAside: Bool { true }
}
