/// What the files of a model's version say of it.
public struct VersionContent: Hashable, Sendable {
    /// What it takes and gives; nil where it does not say.
    public var signature: Signature?
    /// The tools that can load it, as `python_function` and `sklearn`, by name.
    public var flavors: [String]
    /// What must be installed, a line each, as pip reads it.
    public var requirements: [String]
    /// Bytes of the model; nil where it does not say.
    public var size: Int64?

    /// What files say.
    public init(
        signature: Signature? = nil,
        flavors: [String] = [],
        requirements: [String] = [],
        size: Int64? = nil
    ) {
        self.signature = signature
        self.flavors = flavors
        self.requirements = requirements
        self.size = size
    }
}
