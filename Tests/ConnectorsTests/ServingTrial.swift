import Client
import Entities
import TestKit

/// A deployment of a model whose versions are in a registry in memory.
struct ServingTrial {
    let target: any DeployTarget
    let place: Deployment.ID
    let registry: MemoryRegistry
    let rehearsal: Rehearsal
    let rules: ChangeRules
    private let model: RegisteredModel.ID

    init(
        _ target: any DeployTarget,
        name: String = "churn-api",
        model: String = "churn",
        versions: [Int],
        rules: ChangeRules.OfDeployment = ChangeRules.OfDeployment(),
        watchedBy watchers: [any Connector] = [],
        time: Timekeeper = .system
    ) {
        self.target = target
        place = Deployment.ID(source: target.source.id, name: name)
        let source = Source.ID("registry")
        let model = RegisteredModel.ID(source: source, name: model)
        self.model = model
        let all = versions.map { ModelVersion(id: ModelVersion.ID(model: model, number: $0)) }
        registry = MemoryRegistry(source.name, [], all)
        var own = ChangeRules()
        own.deployments[place] = rules
        self.rules = own
        rehearsal = Rehearsal([target, registry] + watchers, rules: own, time: time)
    }

    func version(_ number: Int) -> ModelVersion.ID {
        ModelVersion.ID(model: model, number: number)
    }

    func deploy(_ number: Int) async throws -> Rollout {
        try await rehearsal.make(.deploy(version(number), to: place))
    }

    func goBack() async throws -> Rollout { try await rehearsal.goBack(try await now()) }

    func now() async throws -> Deployment { try await target.observe(place) }
}

extension Rollout {
    /// How it ended, in words that a test shows.
    var end: String { "\(phase.rawValue): \(last?.what ?? "")" }

    /// Whether its entries tell a text.
    func tells(_ text: String) -> Bool { entries.contains { $0.what.contains(text) } }
}
