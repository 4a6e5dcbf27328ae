/// Something that a person wants to be different.
public enum Change: Hashable, Sendable, Codable {
    /// A version is to serve.
    case deploy(ModelVersion.ID, to: Deployment.ID)
    /// What served before is to serve again; nothing where nothing did.
    case rollBack(Deployment.ID, to: ModelVersion.ID?)
    /// Traffic is to be split: percent by version, 100 together.
    case weigh(Deployment.ID, [Int: Int])
    /// So many replicas are to serve.
    case scale(Deployment.ID, Int)
    /// A tag is to have this value; nil takes it away.
    case tag(TagOwner, key: String, value: String?)
    /// A model or a version is to be described so; of a run it is its note.
    case describe(TagOwner, String)
    /// Something is to become of silences.
    case silence(SilenceChange)
}

extension Change {
    /// What is changed where; nil where it is no deployment.
    public var deployment: Deployment.ID? {
        switch self {
        case .deploy(_, let id), .rollBack(let id, _), .weigh(let id, _), .scale(let id, _): id
        case .tag, .describe, .silence: nil
        }
    }

    /// Whose it is: the source that is to be changed.
    public var source: Source.ID {
        switch self {
        case .deploy(_, let id), .rollBack(let id, _), .weigh(let id, _), .scale(let id, _):
            id.source
        case .tag(let owner, _, _), .describe(let owner, _): owner.source
        case .silence(let change): change.source
        }
    }

    /// The version that is to serve; nil where none is named.
    public var version: ModelVersion.ID? {
        switch self {
        case .deploy(let version, _): version
        case .rollBack(_, let version): version
        case .weigh, .scale, .tag, .describe, .silence: nil
        }
    }

    /// What it is called in a sentence, as in `deploy churn v13 to churn-api`.
    public var sentence: String {
        switch self {
        case .deploy(let version, let id):
            "deploy \(version.model.name) v\(version.number) to \(id.name)"
        case .rollBack(let id, let version?): "roll \(id.name) back to v\(version.number)"
        case .rollBack(let id, nil): "take \(id.name) away, as before"
        case .weigh(let id, let weights):
            "split the traffic of \(id.name): \(Deployment.written(weights))"
        case .scale(let id, let replicas): "scale \(id.name) to \(replicas)"
        case .tag(let owner, let key, nil): "take the tag \(key) off \(owner.written)"
        case .tag(let owner, let key, let value?): "tag \(owner.written): \(key) = \(value)"
        case .describe(let owner, _): "describe \(owner.written)"
        case .silence(let change): change.sentence
        }
    }
}

/// What can be tagged and described.
public enum TagOwner: Hashable, Sendable, Codable {
    /// A run.
    case run(Run.ID)
    /// A registered model.
    case model(RegisteredModel.ID)
    /// One of its versions.
    case version(ModelVersion.ID)

    /// Whose it is.
    public var source: Source.ID {
        switch self {
        case .run(let id): id.source
        case .model(let id): id.source
        case .version(let id): id.model.source
        }
    }

    /// As a person names it: `churn`, `churn/13`, a run by its id.
    public var written: String {
        switch self {
        case .run(let id): id.key
        case .model(let id): id.name
        case .version(let id): "\(id.model.name)/\(id.number)"
        }
    }
}
