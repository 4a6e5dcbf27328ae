/// What every source says of itself, and how long it took to say so.
public struct SourceChecks: Question {
    /// One source's own words.
    public struct Answer: Hashable, Sendable {
        /// Its version, for people.
        public var version: String
        /// How long the answer took, in microseconds.
        public var latency: Int64
        /// What it can do.
        public var capabilities: Set<Capability>

        /// What a source says of itself.
        public init(version: String, latency: Int64, capabilities: Set<Capability>) {
            self.version = version
            self.latency = latency
            self.capabilities = capabilities
        }
    }

    /// All sources.
    public init() {}
}

/// Something that a source can do.
public enum Capability: String, CaseIterable, Hashable, Sendable {
    // In the order in which they are shown.
    case runs
    case series
    case files
    case models
    case deployments
    case health
    case alerts
    case logs
}
