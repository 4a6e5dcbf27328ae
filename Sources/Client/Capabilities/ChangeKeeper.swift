import Entities

/// Plans changes, carries them out, and keeps the journal of them.
public protocol ChangeKeeper: Connector {
    /// What a change would do, and what its gates say; at a glance, those that only read.
    func propose(_ change: Change, isGlance: Bool) async throws(Failure) -> Proposal
    /// The rollouts that have not ended, and the last ones that have.
    func rollouts() async throws(Failure) -> [Rollout]
    /// A part of the journal, the newest entries first.
    func journal(_ question: JournalEntries, _ ranks: Range<Int>) async throws(Failure)
        -> JournalPage
    /// How the aliases of a model, or of all, have moved, the newest first.
    func aliasMoves(of model: RegisteredModel.ID?) async throws(Failure) -> [AliasMove]
}
