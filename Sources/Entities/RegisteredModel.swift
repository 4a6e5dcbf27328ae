/// A name in a registry under which versions of a model are kept.
public struct RegisteredModel: Hashable, Sendable {
    /// Names a model within its source.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The registry that holds it.
        public var source: Source.ID
        /// Its name there.
        public var name: String

        /// The model `name` of `source`.
        public init(source: Source.ID, name: String) {
            self.source = source
            self.name = name
        }

        /// By source, then by name.
        public static func < (left: ID, right: ID) -> Bool {
            (left.source, left.name) < (right.source, right.name)
        }
    }

    /// Its id.
    public var id: ID
    /// What somebody has written about it.
    public var description: String
    /// When it was made.
    public var created: Instant?
    /// When it, or one of its versions, was last changed.
    public var updated: Instant?
    /// Its tags.
    public var tags: [String: String]
    /// The version that each alias stands for.
    public var aliases: [String: Int]
    /// The number of its newest version; nil where it has none.
    public var latest: Int?

    /// A model of a registry.
    public init(
        id: ID,
        description: String = "",
        created: Instant? = nil,
        updated: Instant? = nil,
        tags: [String: String] = [:],
        aliases: [String: Int] = [:],
        latest: Int? = nil
    ) {
        self.id = id
        self.description = description
        self.created = created
        self.updated = updated
        self.tags = tags
        self.aliases = aliases
        self.latest = latest
    }
}
