import Client
import Entities

/// What serves a model of the demo: an application with a router.
struct DemoApplication: Sendable {
    /// The shares of versions, in percent.
    var weights: [Int: Int]
    /// Replicas of each version.
    var replicas: Int
    var since: Instant
}

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
        let state = state(of: model)
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

    private func state(of model: RegisteredModel) -> DemoApplication {
        if let known = applications[model.id.name] { return known }
        let champion = model.aliases["champion"] ?? 1
        return DemoApplication(weights: [champion: 100], replicas: 2, since: opened)
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
        return DemoPlan(id, state(of: model), order).plan
    }

    /// What an alias, a tag, a description, a router or the number of replicas is.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        if let name = step.arguments["model"], step.verb == "weights" || step.verb == "replicas",
            let model = try await models().first(where: { $0.id.name == name })
        {
            let state = state(of: model)
            return step.verb == "weights" ? DemoPlan.written(state.weights) : "\(state.replicas)"
        }
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
            var state = state(of: model)
            if step.verb == "weights" {
                state.weights = DemoPlan.read(step.arguments["weights"] ?? "")
            }
            if let count = step.arguments["replicas"].flatMap({ Int($0) }) {
                state.replicas = count
            }
            state.since = time.now()
            applications[name] = state
            return Receipt(status: 200)
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

    private func failure(_ reason: Failure.Reason) -> Failure {
        Failure(source: source.id, reason: reason)
    }
}

/// What was written into the demo's registry since it began.
struct DemoWritings: Sendable {
    private(set) var aliases: [String: [String: Int?]] = [:]
    private(set) var tags: [TagOwner: [String: String?]] = [:]
    private(set) var descriptions: [TagOwner: String] = [:]

    mutating func take(_ work: RegistryWork) {
        switch work {
        case .alias(let model, let alias, let version):
            aliases[model, default: [:]][alias] = .some(version)
        case .tag(let owner, let key, let value): tags[owner, default: [:]][key] = .some(value)
        case .describe(let owner, let text): descriptions[owner] = text
        }
    }

    func aliases(_ model: String, over first: [String: Int]) -> [String: Int] {
        (aliases[model] ?? [:]).reduce(into: first) { $0[$1.key] = $1.value }
    }

    func tags(_ owner: TagOwner, over first: [String: String]) -> [String: String] {
        (tags[owner] ?? [:]).reduce(into: first) { $0[$1.key] = $1.value }
    }
}

/// A plan of the demo's router.
struct DemoPlan {
    private let id: Deployment.ID
    private let now: DemoApplication
    private let order: ChangeOrder

    init(_ id: Deployment.ID, _ now: DemoApplication, _ order: ChangeOrder) {
        (self.id, self.now, self.order) = (id, now, order)
    }

    /// Half a minute at a quarter and at a half, then all of it.
    var plan: Plan {
        let current = now.weights.max { $0.value < $1.value }?.key ?? 1
        switch order.change {
        case .weigh(_, let next): return plan([weights(now.weights, next)], from: current, next)
        case .scale(_, let count):
            let step = replicas(now.replicas, count)
            return Plan(
                order.change,
                from: current,
                differences: [.init("replicas", from: "\(now.replicas)", to: "\(count)")],
                steps: now.replicas == count ? [] : [step],
                back: [replicas(count, now.replicas)],
                lock: id.name
            )
        default:
            let next = order.version?.id.number ?? current
            guard next != current else { return plan([], from: current, [next: 100]) }
            var (steps, before): ([Plan.Step], [Int: Int]) = ([], now.weights)
            let isBack = if case .rollBack = order.change { true } else { false }
            for share in isBack ? [] : [25, 50] {
                let split = [current: 100 - share, next: share]
                steps += [weights(before, split), .bake(next, share: share, for: 30)]
                before = split
            }
            return plan(steps + [weights(before, [next: 100])], from: current, [next: 100])
        }
    }

    private func plan(_ steps: [Plan.Step], from: Int, _ next: [Int: Int]) -> Plan {
        Plan(
            order.change,
            from: from,
            differences: [
                .init(
                    "traffic",
                    from: Deployment.written(now.weights),
                    to: Deployment.written(next)
                )
            ],
            untouched: "3 other applications untouched",
            steps: Self.written(now.weights) == Self.written(next) ? [] : steps,
            back: [weights(next, now.weights)],
            lock: id.name
        )
    }

    private func weights(_ before: [Int: Int], _ after: [Int: Int]) -> Plan.Step {
        step("weights", Self.coded(after), Self.written(before), Self.written(after))
    }

    private func replicas(_ before: Int, _ after: Int) -> Plan.Step {
        step("replicas", "\(after)", "\(before)", "\(after)")
    }

    private func step(
        _ verb: String,
        _ value: String,
        _ before: String,
        _ after: String
    ) -> Plan.Step {
        Plan.Step(
            .call,
            verb,
            ["model": String(id.name.dropLast(4)), verb: value],
            call: "PUT api/applications/\(id.name)  \(verb) \(after)",
            subject: "the \(verb) of \(id.name)",
            before: before,
            after: after
        )
    }

    static func written(_ weights: [Int: Int]) -> String {
        Deployment.written(weights.filter { $0.value > 0 })
    }

    private static func coded(_ weights: [Int: Int]) -> String {
        weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    }

    static func read(_ text: String) -> [Int: Int] {
        let pairs = text.split(separator: ",").compactMap { pair -> (Int, Int)? in
            let sides = pair.split(separator: "=").compactMap { Int($0) }
            return sides.count == 2 ? (sides[0], sides[1]) : nil
        }
        return Dictionary(pairs) { first, _ in first }
    }
}
