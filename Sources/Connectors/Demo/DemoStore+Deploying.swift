import Client
import Entities

extension DemoStore: DeployTarget {
    /// An application for each model, and its aliases.
    public func deployments() async throws(Failure) -> [Deployment] {
        let models = try await models()
        return models.map { application(of: $0) }
            + models.flatMap { model in
                model.aliases.keys.sorted().map { AliasPlace(model, $0).deployment }
            }
    }

    /// One of them.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        guard let found = try await deployments().first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return found
    }

    private func application(of model: RegisteredModel) -> Deployment {
        let state = application(ofModel: model.id.name)
        var deployment = Deployment(
            id: Deployment.ID(source: source.id, name: "\(model.id.name)-api"),
            kind: "demo router",
            model: model.id.name,
            registry: source.id.name,
            since: state.since,
            address: "/\(model.id.name)"
        )
        deployment.serving = state.weights.map { version, share in
            Deployment.Serving(
                version: version,
                share: share,
                ready: state.replicas,
                wanted: state.replicas
            )
        }.sorted { ($1.share ?? 0, $1.version) < ($0.share ?? 0, $0.version) }
        return deployment
    }
}

extension DemoStore {
    /// As a router would: share by share; aliases, tags and descriptions as a registry would.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        switch order.change {
        case .tag(let owner, let key, _):
            return RegistryPlan.tag(owner, key, try await tag(key, of: owner), order, .rest)
        case .describe(let owner, _):
            let now = try await description(of: owner)
            return RegistryPlan.description(owner, now, order, .rest)
        case .silence(let change): return try plan(change, order)
        default: break
        }
        let id = order.change.deployment ?? Deployment.ID(source: source.id, name: "")
        let models = try await models()
        if let place = AliasPlace.parts(of: id.name),
            let model = models.first(where: { $0.id.name == place.model })
        {
            return RegistryPlan.alias(model, place.alias, order, .rest)
        }
        guard let model = models.first(where: { "\($0.id.name)-api" == id.name }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return DemoPlan(id, application(ofModel: model.id.name), order).plan
    }

    /// What an alias, a tag, a description, a router or the number of replicas is.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        if let name = step.arguments["model"], step.verb == "weights" || step.verb == "replicas",
            let model = try await models().first(where: { $0.id.name == name })
        {
            let state = application(ofModel: model.id.name)
            return step.verb == "weights" ? DemoPlan.written(state.weights) : "\(state.replicas)"
        }
        if let work = SilenceWork(step) { return work.state(among: allSilences(), step) }
        switch RegistryWork(step) {
        case .alias(let name, let alias, _):
            let model = try await models().first { $0.id.name == name }
            return RegistryPlan.written(model?.aliases[alias])
        case .tag(let owner, let key, _):
            return RegistryPlan.written(try await tag(key, of: owner))
        case .describe(let owner, _):
            return RegistryPlan.written(try await description(of: owner))
        case nil: throw failure(RegistryWork.unknown(step))
        }
    }

    /// Does it, in memory.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        let step = step.step
        if let name = step.arguments["model"], step.verb == "weights" || step.verb == "replicas",
            let model = try await models().first(where: { $0.id.name == name })
        {
            var state = application(ofModel: model.id.name)
            if step.verb == "weights" {
                let weights = DemoPlan.read(step.arguments["weights"] ?? "")
                state.traffic.set(weights, at: time.now())
            }
            if let count = step.arguments["replicas"].flatMap({ Int($0) }) {
                state.replicas = count
            }
            state.since = time.now()
            applications[name] = state
            return Receipt(status: 200)
        }
        if let work = SilenceWork(step) {
            do throws(Failure.Reason) {
                return try apply(work)
            } catch {
                throw failure(error)
            }
        }
        guard let work = RegistryWork(step) else { throw failure(RegistryWork.unknown(step)) }
        written.take(work)
        return Receipt(status: 200)
    }

    private func tag(_ key: String, of owner: TagOwner) async throws(Failure) -> String? {
        switch owner {
        case .run(let id): try await detail(WholeRun(id)).run.tags[key]
        case .model(let id): try await models().first { $0.id == id }?.tags[key]
        case .version(let id):
            try await versions(of: id.model).first { $0.id == id }?.tags[key]
        }
    }

    private func description(of owner: TagOwner) async throws(Failure) -> String {
        switch owner {
        case .run: try await tag(RegistryPlan.note, of: owner) ?? ""
        case .model(let id): try await models().first { $0.id == id }?.description ?? ""
        case .version(let id):
            try await versions(of: id.model).first { $0.id == id }?.description ?? ""
        }
    }

    func failure(_ reason: Failure.Reason) -> Failure {
        Failure(source: source.id, reason: reason)
    }
}
