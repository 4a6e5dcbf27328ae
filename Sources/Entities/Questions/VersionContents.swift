/// What the files of a model's version say of it.
public struct VersionContents: Question {
    /// What the version's own registry says.
    public typealias Answer = VersionContent

    /// The version.
    public var version: ModelVersion.ID

    /// A version.
    public init(of version: ModelVersion.ID) { self.version = version }

    /// The version's own registry.
    public var sources: Set<Source.ID>? { [version.model.source] }
    /// Files lie elsewhere than versions.
    public var isAside: Bool { true }
}
