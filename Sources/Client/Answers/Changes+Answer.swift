import Entities

extension Proposals: Answerable {
    /// The plan, from what keeps the changes.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> Proposal? {
        try await (connector as? any ChangeKeeper)?.propose(change, isGlance: isGlance)
    }
}

extension Rollouts: Answerable {
    /// The rollouts, from what keeps the changes.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [Rollout]? {
        try await (connector as? any ChangeKeeper)?.rollouts()
    }
}

extension JournalEntries: Answerable {
    /// The rows that are looked at, from what keeps the changes.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> JournalPage? {
        try await (connector as? any ChangeKeeper)?.journal(self, inquiry.window.rows)
    }
}

extension Deployments: Answerable {
    /// One target's deployments, by name.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [Deployment]? {
        try await (connector as? any DeployTarget)?.deployments().sorted { $0.id < $1.id }
    }
}

extension AliasMoves: Answerable {
    /// The moves, from what keeps the changes.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> [AliasMove]? {
        try await (connector as? any ChangeKeeper)?.aliasMoves(of: model)
    }
}
