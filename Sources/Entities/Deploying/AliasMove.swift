/// That an alias came to stand for another version.
public struct AliasMove: Hashable, Sendable {
    /// The alias.
    public var alias: String
    /// The version that it stands for since; nil where it is gone.
    public var version: Int?
    /// When that was done, or first seen.
    public var at: Instant
    /// Who did it by mldeck; nil where it was done elsewhere, and only seen.
    public var by: String?

    /// A move of an alias.
    public init(alias: String, version: Int?, at: Instant, by: String? = nil) {
        (self.alias, self.version, self.at, self.by) = (alias, version, at, by)
    }
}
