import Client
import Entities

extension DemoStore: ModelRegistry {
    /// A model for each experiment.
    public func models() async throws(Failure) -> [RegisteredModel] {
        advance()
        return Demo.models.indices.map { model($0) }.sorted { $0.id < $1.id }
    }

    /// The runs of the experiment that were about as good as the best before them.
    public func versions(
        of model: RegisteredModel.ID?
    ) async throws(Failure) -> [ModelVersion] {
        advance()
        let wanted = Demo.models.indices.filter {
            model == nil || Demo.models[$0].name == model?.name
        }
        return wanted.flatMap { versions(of: $0, isMeasured: model != nil) }
            .sorted { ($0.id.model, $1.id.number) < ($1.id.model, $0.id.number) }
    }

    /// The same for every version.
    public func content(of version: ModelVersion.ID) async throws(Failure) -> VersionContent {
        try await read(version)
    }

    private func model(_ index: Int) -> RegisteredModel {
        let versions = registered(index)
        let about = Demo.models[index]
        let id = RegisteredModel.ID(source: source.id, name: about.name)
        let tags = ["owner": about.owner, "tier": "tier-\(index % 2 + 1)"]
        return RegisteredModel(
            id: id,
            description: written.descriptions[.model(id)] ?? about.card,
            created: versions.first.flatMap { runs[$0].end(at: time.now()) },
            updated: versions.last.flatMap { runs[$0].end(at: time.now()) },
            tags: written.tags(.model(id), over: tags),
            aliases: written.aliases(about.name, over: aliases(versions.count)),
            latest: versions.isEmpty ? nil : versions.count
        )
    }

    /// The newest is being tried, the one before it serves.
    private func aliases(_ count: Int) -> [String: Int] {
        switch count {
        case 0: [:]
        case 1: ["champion": 1]
        default: ["champion": count - 1, "candidate": count]
        }
    }

    private func versions(of index: Int, isMeasured: Bool) -> [ModelVersion] {
        let slots = registered(index)
        let model = RegisteredModel.ID(source: source.id, name: Demo.models[index].name)
        let aliases = written.aliases(model.name, over: aliases(slots.count))
        return slots.enumerated().map { place, slot in
            let run = runs[slot]
            let end = run.end(at: time.now())
            let id = ModelVersion.ID(model: model, number: place + 1)
            var version = ModelVersion(
                id: id,
                description: written.descriptions[.version(id)] ?? "",
                created: end,
                updated: end,
                user: run.user,
                source: "demo:/demo-\(slot)/model",
                run: Run.ID(source: source.id, key: "demo-\(slot)"),
                tags: written.tags(
                    .version(id),
                    over: ["data": run.params["data"] ?? ""]
                ),
                aliases: aliases.filter { $0.value == place + 1 }.keys.sorted()
            )
            guard isMeasured else { return version }
            for key in Demo.metrics {
                version.metrics[key] = run.value(key, step: run.lastStep(at: time.now()))
            }
            return version
        }
    }

    /// The runs of an experiment that became versions; only those from before the demo began.
    func registered(_ experiment: Int) -> [Int] {
        if let known = versionsKnown[experiment] { return known }
        var best = Double.infinity
        var slots: [Int] = []
        for slot in runs.indices where table.experiment(slot) == experiment {
            let run = runs[slot]
            guard run.status(at: opened) == .finished, run.parent == nil,
                let loss = run.value("val/loss", step: run.lastStep(at: opened)),
                loss < best * 1.005
            else { continue }
            best = min(best, loss)
            slots.append(slot)
        }
        versionsKnown[experiment] = Array(slots.suffix(40))
        return slots.suffix(40)
    }
}

extension Demo {
    /// What is registered of each experiment.
    static let models = [
        (
            name: "churn", owner: "ana",
            card: "Who may leave within 30 days. Gradient-boosted trees on account, usage and "
                + "support features. Intended for retention offers; not for pricing or credit."
        ),
        (
            name: "ranker", owner: "mei",
            card: "Orders search results. Trained on clicks of the last eight weeks."
        ),
        (
            name: "fraud", owner: "ana",
            card: "How likely a payment is fraudulent. A person looks at what it stops."
        ),
        (
            name: "support-8b", owner: "mei",
            card: "Drafts answers to support requests; an agent sends them."
        ),
    ]
}
