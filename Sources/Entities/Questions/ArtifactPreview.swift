/// The beginning of one file of a run's artifacts.
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

    /// The run.
    public var run: Run.ID
    /// The file's path below the run's artifacts.
    public var path: String

    /// A file of a run's artifacts.
    public init(run: Run.ID, path: String) {
        self.run = run
        self.path = path
    }

    /// The run's own store.
    public var sources: Set<Source.ID>? { [run.source] }
    /// Files lie elsewhere than runs.
    public var isAside: Bool { true }
}
