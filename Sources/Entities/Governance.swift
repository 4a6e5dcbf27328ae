/// Whether something is said of a version that ought to be said before it serves, and where.
public struct Governance: Hashable, Sendable {
    /// What ought to be said: `card`, `licence`, `owner`, `sbom`, `signature`, `intended_use`.
    public var need: String
    /// Where it is said: a tag's value, `in the description`, a file's name; nil where nowhere.
    public var place: String?
    /// Why not all places were looked at; nil where they were.
    public var trouble: String?

    /// What is known of a need.
    public init(_ need: String, place: String? = nil, trouble: String? = nil) {
        (self.need, self.place, self.trouble) = (need, place, trouble)
    }
}
