import Client
import Entities

extension OpenInferenceServer {
    private static let cannot: [Ability: String] = [
        .canary: "the server does not split traffic; clients name the entry that they ask",
        .scale: "the server does not tell of replicas",
    ]

    /// What is set down, and entries of the repository of which nothing is.
    public func deployments() async throws(Failure) -> [Deployment] {
        let entries = try await index()
        let known = settings.compactMap { one in
            name(of: one).map { deployment(one, $0, among: entries) }
        }
        let named = settings.compactMap { name(of: $0) }
        let others = entries.filter { entry in
            !named.contains { $0.version(of: entry.name) != nil }
        }
        return known + others.map { unknown($0) }
    }

    /// A deployment, and whether its models themselves answer.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        guard let one = settings.first(where: { $0.id == id }), let name = name(of: one) else {
            return try await other(id)
        }
        var deployment = deployment(one, name, among: try await index())
        for index in deployment.serving.indices {
            let entry = name.name(of: deployment.serving[index].version)
            if try await !isReady(entry) { deployment.serving[index].state = .progressing }
        }
        return deployment
    }

    /// One of which nothing is set down.
    private func other(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        guard let found = try await deployments().first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return found
    }

    private func name(of one: DeploymentSettings) -> VersionName? {
        if case .entry(let written) = one.place { VersionName(written) } else { nil }
    }

    private func deployment(
        _ one: DeploymentSettings,
        _ name: VersionName,
        among entries: [Entry]
    ) -> Deployment {
        var deployment = one.deployment("Open Inference", cannot: Self.cannot)
        let own = entries.compactMap { entry in
            name.version(of: entry.name).map { (version: $0, entry: entry) }
        }
        deployment.serving = own.filter(\.entry.isReady).map {
            Deployment.Serving(version: $0.version)
        }
        .sorted { $0.version > $1.version }
        let trouble = own.first { !$0.entry.reason.isEmpty }
        deployment.message = trouble.map { "\($0.entry.name): \($0.entry.reason)" } ?? ""
        deployment.state = deployment.serving.isEmpty ? .absent : .healthy
        deployment.address =
            deployment.version.map {
                "\(source.location)/v2/models/\(name.name(of: $0))/infer"
            } ?? ""
        return deployment
    }

    private func unknown(_ entry: Entry) -> Deployment {
        let why = "config.yaml does not say of which model it is; `deployments` there does"
        return Deployment(
            id: Deployment.ID(source: source.id, name: entry.name),
            kind: "Open Inference",
            model: entry.name,
            state: entry.isReady ? .healthy : .absent,
            message: entry.reason,
            address: "\(source.location)/v2/models/\(entry.name)/infer",
            cannot: Dictionary(uniqueKeysWithValues: Ability.allCases.map { ($0, why) })
        )
    }
}

extension OpenInferenceServer {
    /// Loads the version, waits for it, and unloads what served before.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        guard let id = order.change.deployment, let one = settings.first(where: { $0.id == id }),
            let name = name(of: one)
        else {
            throw failure(.refused(why: "config.yaml does not say which model serves there"))
        }
        switch order.change {
        case .deploy, .rollBack: break
        default: throw failure(.refused(why: Self.cannot[.canary] ?? ""))
        }
        let entries = try await index()
        let serving = deployment(one, name, among: entries).serving.map(\.version)
        let next = order.version?.id.number
        if let next, !entries.contains(where: { $0.name == name.name(of: next) }) {
            throw failure(
                .notFound("\(name.name(of: next)) in its repository; put its folder there first")
            )
        }
        let gone = serving.filter { $0 != next }
        let isNew = next.map { !serving.contains($0) } ?? false
        var steps: [Plan.Step] = []
        var back = gone.flatMap { [step(name, "load", $0), .ready($0, within: order.deadline)] }
        if let next, isNew {
            steps += [step(name, "load", next), .ready(next, within: order.deadline)]
            steps += order.example.map { [smoke(name, next, $0)] } ?? []
            back.append(step(name, "unload", next))
        }
        steps += gone.map { step(name, "unload", $0) }
        return Plan(
            order.change,
            from: serving.first,
            differences: [
                .init(
                    "loaded",
                    from: serving.map { name.name(of: $0) }.joined(separator: ", "),
                    to: next.map { name.name(of: $0) } ?? ""
                )
            ],
            untouched: "\(entries.count - gone.count - (isNew ? 1 : 0)) other entries untouched",
            steps: steps,
            back: back,
            lock: "\(source.location) \(id.name)"
        )
    }

    private func smoke(_ name: VersionName, _ version: Int, _ example: String) -> Plan.Step {
        let entry = name.name(of: version)
        return Plan.Step(
            .check,
            "infer",
            ["entry": entry, "example": example],
            call: "POST v2/models/\(entry)/infer  with the example"
        )
    }

    private func step(_ name: VersionName, _ verb: String, _ version: Int) -> Plan.Step {
        let entry = name.name(of: version)
        let isLoading = verb == "load"
        return Plan.Step(
            .call,
            verb,
            ["entry": entry],
            call: "POST v2/repository/models/\(entry)/\(verb)",
            subject: entry,
            before: isLoading ? "not loaded" : "loaded",
            after: isLoading ? "loaded" : "not loaded"
        )
    }

    /// Whether an entry is loaded.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        let entry = step.arguments["entry"]
        return try await index().contains { $0.name == entry && $0.isReady }
            ? "loaded" : "not loaded"
    }

    /// Loads or unloads an entry.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        let arguments = step.step.arguments
        if step.step.verb == "infer", let entry = arguments["entry"] {
            return try await infer(entry, arguments["example"] ?? "")
        }
        guard let entry = arguments["entry"], ["load", "unload"].contains(step.step.verb)
        else { throw failure(.refused(why: "'\(step.step.verb)' is no step that it knows")) }
        return try await call(entry, step.step.verb)
    }
}
