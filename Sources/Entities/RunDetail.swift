/// A run with all its metrics, params and tags, and what it was made from.
public struct RunDetail: Hashable, Sendable {
    /// The run.
    public var run: Run
    /// Where its artifacts lie, without secrets.
    public var artifactURI: String
    /// The data it read.
    public var datasets: [Dataset]

    /// A run.
    public init(run: Run, artifactURI: String, datasets: [Dataset]) {
        self.run = run
        self.artifactURI = artifactURI
        self.datasets = datasets
    }
}

/// Data that a run read.
public struct Dataset: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// A digest of its content.
    public var digest: String
    /// What it was used for, as `training`; empty where nobody said.
    public var context: String
    /// Where it comes from, as the tool wrote it.
    public var source: String
    /// Its size and shape, as the tool wrote it: often JSON with `num_rows`.
    public var profile: String

    /// Data that a run read.
    public init(
        name: String,
        digest: String,
        context: String,
        source: String = "",
        profile: String = ""
    ) {
        self.name = name
        self.digest = digest
        self.context = context
        self.source = source
        self.profile = profile
    }
}
