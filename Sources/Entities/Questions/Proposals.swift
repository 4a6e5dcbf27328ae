/// What a change would do now.
public struct Proposals: Question {
    /// The plan with its gates.
    public typealias Answer = Proposal

    /// What is to be different.
    public var change: Change

    /// What a change would do.
    public init(_ change: Change) { self.change = change }

    /// That it cannot be planned says nothing of the journal.
    public var isAside: Bool { true }
}
