import Entities

extension Deployment {
    /// Shows the versions of its model.
    var modelLink: Effect {
        guard let registry else {
            return .go(Locator(pane: "models", query: [.init("filter", "name = '\(model)'")]))
        }
        let source = Source.ID(registry, context: id.source.context)
        let model = RegisteredModel.ID(source: source, name: model)
        return .open(VersionsPane(model, at: version), as: .view)
    }
}

extension Scene {
    /// What is on its way to a deployment, or was last.
    func rollout(of id: Deployment.ID) -> Rollout? {
        rollouts.last { $0.plan.change.deployment == id }
    }

    /// Why what a deployment served before cannot be brought back; nil where it can.
    func whyNoWayBack(of deployment: Deployment?) -> String? {
        guard let deployment else { return "there is no deployment here" }
        if let why = deployment.cannot[.rollBack] { return why }
        if let last = rollout(of: deployment.id), last.isInterrupted { return nil }
        return deployment.wayBack(rollouts) == nil
            ? "the journal does not say what \(deployment.id.name) served before; D deploys it"
            : nil
    }

    /// Plans the way back of a deployment; one whose rollout was interrupted is shown that.
    func rollBack(_ deployment: Deployment) -> [Effect] {
        if let last = rollout(of: deployment.id), last.isInterrupted {
            return [.open(RolloutPane(.number(last.id)), as: .view)]
        }
        return deployment.wayBack(rollouts).map { [.open(PlanPane($0), as: .dialog)] } ?? []
    }
}
