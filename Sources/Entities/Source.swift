/// A store or service that is read: an MLflow file, a server, the demo.
public struct Source: Hashable, Sendable {
    /// Names a source within its context.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The context it belongs to; empty where there is only one.
        public var context: String
        /// Its name, unique in the context.
        public var name: String

        /// The source `name` of `context`.
        public init(_ name: String, context: String = "") {
            self.context = context
            self.name = name
        }

        /// By context, then by name.
        public static func < (left: ID, right: ID) -> Bool {
            (left.context, left.name) < (right.context, right.name)
        }
    }

    /// Its name.
    public var id: ID
    /// What it is, for people: `MLflow SQLite`, `demo`.
    public var kind: String
    /// Where it is: a path or an address, without secrets.
    public var location: String

    /// A source of a kind at a place.
    public init(id: ID, kind: String, location: String) {
        self.id = id
        self.kind = kind
        self.location = location
    }
}
