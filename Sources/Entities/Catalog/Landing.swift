/// An answer or a failure that arrives from one source.
public struct Landing: Sendable {
    /// What was asked.
    public var question: AnyQuestion
    /// Who answered.
    public var source: Source.ID
    /// When.
    public var at: Instant
    /// An answer of the question's own type, or what went wrong.
    public var result: Result<any Sendable, Failure>
    /// When the source is asked again after a failure.
    public var nextTry: Instant?

    /// What arrived from a source.
    public init(
        question: AnyQuestion,
        source: Source.ID,
        at: Instant,
        result: Result<any Sendable, Failure>,
        nextTry: Instant? = nil
    ) {
        self.question = question
        self.source = source
        self.at = at
        self.result = result
        self.nextTry = nextTry
    }
}
