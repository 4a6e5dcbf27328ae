/// What a change would do now.
public struct Proposals: Question {
    /// The plan with its gates.
    public typealias Answer = Proposal

    /// What is to be different.
    public var change: Change
    /// Whether it is only glanced at: gates that run programs or ask a model are skipped then.
    public var isGlance: Bool

    /// What a change would do.
    public init(_ change: Change, isGlance: Bool = false) {
        (self.change, self.isGlance) = (change, isGlance)
    }

    /// That it cannot be planned says nothing of the journal.
    public var isAside: Bool { true }
}
