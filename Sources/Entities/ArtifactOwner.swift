/// What files belong to.
public enum ArtifactOwner: Hashable, Sendable {
    /// A run, which has left them.
    case run(Run.ID)
    /// A version of a model, which is made of them.
    case version(ModelVersion.ID)

    /// Whose files they are: the source that tells of them.
    public var source: Source.ID {
        switch self {
        case .run(let id): id.source
        case .version(let id): id.model.source
        }
    }
}
