extension Deployment {
    /// The change that brings back what served before the version that serves now: what the last
    /// deploy of it found; nil where no rollout tells.
    public func wayBack(_ rollouts: [Rollout], to version: Int? = nil) -> Change? {
        let own = rollouts.filter { $0.plan.change.deployment == id && $0.phase == .done }
        let deploy = own.last { rollout in
            guard case .deploy(let to, _) = rollout.plan.change else { return false }
            return version != nil || self.version == nil || to.number == self.version
        }
        let model =
            deploy?.plan.change.version?.model
            ?? registry.map {
                RegisteredModel.ID(
                    source: Source.ID($0, context: id.source.context),
                    name: self.model
                )
            }
        if let version, let model {
            return .rollBack(id, to: ModelVersion.ID(model: model, number: version))
        }
        guard let deploy, let model else { return nil }
        return .rollBack(
            id,
            to: deploy.plan.from.map { ModelVersion.ID(model: model, number: $0) }
        )
    }
}
