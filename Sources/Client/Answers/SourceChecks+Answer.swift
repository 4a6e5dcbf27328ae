import Entities

extension SourceChecks: Answerable {
    /// What the source says of itself, timed.
    public func answer(
        from connector: any Connector,
        in inquiry: Inquiry
    ) async throws(Failure) -> SourceChecks.Answer? {
        let start = ContinuousClock.now
        let version = try await connector.check()
        let latency = (ContinuousClock.now - start) / .microseconds(1)
        return SourceChecks.Answer(
            version: version,
            latency: Int64(latency),
            capabilities: connector.capabilities
        )
    }
}

extension Connector {
    /// What it can do, as its conformances say.
    public var capabilities: Set<Capability> {
        var all: Set<Capability> = []
        if self is any TrackingStore { all.formUnion([.runs, .series]) }
        if self is any ArtifactStore { all.insert(.files) }
        if self is any ModelRegistry { all.insert(.models) }
        if self is any DeployTarget { all.insert(.deployments) }
        if self is any HealthSource { all.insert(.health) }
        if self is any AlertSource { all.insert(.alerts) }
        if self is any LogSource { all.insert(.logs) }
        return all
    }
}
