/// That an alias came to stand for another version.
public struct AliasMove: Hashable, Sendable {
    /// The model whose alias it is.
    public var model: RegisteredModel.ID
    /// The alias.
    public var alias: String
    /// The version that it stands for since; nil where it is gone.
    public var version: Int?
    /// When that was done, or first seen.
    public var at: Instant
    /// Who did it by mldeck; nil where it was done elsewhere, and only seen.
    public var by: String?

    /// A move of an alias.
    public init(
        model: RegisteredModel.ID,
        alias: String,
        version: Int?,
        at: Instant,
        by: String? = nil
    ) {
        (self.model, self.alias, self.version) = (model, alias, version)
        (self.at, self.by) = (at, by)
    }
}
