/// What one source last answered to a question, and what is wrong now.
///
/// A failure erases nothing: the last answer stays beside it.
public struct Feed<Answer: Sendable>: Sendable {
    /// The last answer.
    public var answer: Answer?
    /// When it came.
    public var answeredAt: Instant?
    /// What is wrong now.
    public var failure: Failure?
    /// Since when.
    public var failedSince: Instant?
    /// When the source is asked again.
    public var nextTry: Instant?

    /// A feed that has nothing yet.
    public init() {}

    /// Whether what it shows is older than it should be.
    public var isStale: Bool { failure != nil && answer != nil }
}
