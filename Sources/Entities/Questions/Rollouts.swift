/// The rollouts under way, the interrupted ones, and the last that have ended.
public struct Rollouts: Question {
    /// The rollouts, the oldest first.
    public typealias Answer = [Rollout]

    /// All of them.
    public init() {}
}
