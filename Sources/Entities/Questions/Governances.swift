/// What is said of a model's version: card, licence, owner and the like.
public struct Governances: Question {
    /// Every need, whether it is met or not.
    public typealias Answer = [Governance]

    /// The version.
    public var version: ModelVersion.ID

    /// What is said of a version.
    public init(of version: ModelVersion.ID) { self.version = version }

    /// The version's own registry.
    public var sources: Set<Source.ID>? { [version.model.source] }
    /// Files lie elsewhere than versions.
    public var isAside: Bool { true }
}
