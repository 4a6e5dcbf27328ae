/// The models of all registries.
public struct RegisteredModels: Question {
    /// One source's models, by name.
    public typealias Answer = [RegisteredModel]

    /// Which models; nil for all of them.
    public var filter: Filter?

    /// The models that fulfil a filter.
    public init(filter: Filter? = nil) { self.filter = filter }
}
