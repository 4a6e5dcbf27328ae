/// The versions of a model, or of all models.
public struct ModelVersions: Question {
    /// One source's versions, by model, the newest of each first.
    public typealias Answer = [ModelVersion]

    /// The model; nil for all models, whose versions come without metrics.
    public var model: RegisteredModel.ID?
    /// Which versions; nil for all of them.
    public var filter: Filter?

    /// The versions of a model that fulfil a filter.
    public init(of model: RegisteredModel.ID?, filter: Filter? = nil) {
        self.model = model
        self.filter = filter
    }

    /// The model's own registry.
    public var sources: Set<Source.ID>? { model.map { [$0.source] } }
}
