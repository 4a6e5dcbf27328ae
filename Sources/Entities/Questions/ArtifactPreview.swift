/// The beginning of one file of a run's artifacts, or of a model's version.
public struct ArtifactPreview: Question {
    /// The bytes that were read, and whether there are more.
    public struct Answer: Hashable, Sendable {
        /// The first bytes.
        public var bytes: [UInt8]
        /// Whether that is not all.
        public var isCut: Bool

        /// The beginning of a file.
        public init(bytes: [UInt8], isCut: Bool) {
            self.bytes = bytes
            self.isCut = isCut
        }
    }

    /// How many bytes are read at most.
    public static let limit = 64 << 10

    /// Whose it is.
    public var owner: ArtifactOwner
    /// The file's path below the owner's artifacts.
    public var path: String

    /// A file.
    public init(of owner: ArtifactOwner, path: String) {
        self.owner = owner
        self.path = path
    }

    /// The owner's own store.
    public var sources: Set<Source.ID>? { [owner.source] }
    /// Files lie elsewhere than runs.
    public var isAside: Bool { true }
}
