import Client
import Entities

extension RayServe {
    /// What is set down, and applications of which nothing is.
    public func deployments() async throws(Failure) -> [Deployment] {
        let cluster = try await status()
        let known = settings.map { deployment($0, cluster) }
        let named = Set(settings.compactMap { $0.application?.name })
        let others = (cluster["applications"]?.members ?? [:]).filter { !named.contains($0.key) }
        return known + others.map { unknown($0.key, $0.value) }
    }

    /// An application as it is now.
    public func observe(_ id: Deployment.ID) async throws(Failure) -> Deployment {
        guard let found = try await deployments().first(where: { $0.id == id }) else {
            throw failure(.notFound("deployment '\(id.name)'"))
        }
        return found
    }

    private func deployment(_ one: DeploymentSettings, _ cluster: JSONValue) -> Deployment {
        if let application = RayApplication(one, cluster) { return application.asDeployment }
        var absent = one.deployment("Ray Serve", cannot: [:])
        absent.state = .absent
        absent.message = "the cluster has no application '\(one.application?.name ?? "")'"
        return absent
    }

    private func known(_ id: Deployment.ID) throws(Failure) -> DeploymentSettings {
        guard let one = settings.first(where: { $0.id == id }) else {
            throw failure(.refused(why: "config.yaml does not say which model serves there"))
        }
        return one
    }

    private func unknown(_ name: String, _ status: JSONValue) -> Deployment {
        let why = "config.yaml does not say of which model it is; `deployments` there does"
        let word = status["status"]?.text ?? ""
        return Deployment(
            id: Deployment.ID(source: source.id, name: name),
            kind: "Ray Serve",
            model: name,
            state: word == "RUNNING" ? .healthy : word == "DEPLOYING" ? .progressing : .failed,
            message: status["message"]?.text ?? "",
            address: status["route_prefix"]?.text ?? "",
            cannot: Dictionary(uniqueKeysWithValues: Ability.allCases.map { ($0, why) })
        )
    }
}

extension RayServe {
    /// Adds the version without traffic, waits for it, and moves the traffic share by share; without
    /// a router the version takes the place of the other at once.
    public func plan(_ order: ChangeOrder) async throws(Failure) -> Plan {
        guard let id = order.change.deployment else {
            throw failure(.refused(why: "a cluster has neither tags nor descriptions"))
        }
        let (one, cluster) = (try known(id), try await status())
        guard let application = RayApplication(one, cluster) else {
            let what =
                "application '\(one.application?.name ?? "")'; deploy it once by `serve deploy`"
            throw failure(.notFound(what))
        }
        let others = (cluster["applications"]?.members.count ?? 1) - 1
        var plan = RayPlan(application, order, source.location).plan
        plan?.untouched =
            others > 0 ? "\(others) other application\(others == 1 ? "" : "s") untouched" : ""
        guard let plan else {
            throw failure(.refused(why: "\(id.name) cannot be changed so: look at its versions"))
        }
        return plan
    }

    /// The versions, the traffic or the replicas of an application.
    public func state(of step: Plan.Step) async throws(Failure) -> String {
        guard let application = try await application(of: step) else { return "gone" }
        return RayPlan.state(application, step.verb)
    }

    /// Reads the whole configuration, changes one application in it, and writes it back.
    public func apply(_ step: Approved<Plan.Step>) async throws(Failure) -> Receipt {
        let cluster = try await status()
        guard let one = settings.first(where: { $0.name == step.step.arguments["deployment"] }),
            let application = RayApplication(one, cluster),
            let changed = RayPlan.configuration(application, step.step)
        else { throw failure(.refused(why: "'\(step.step.verb)' is no step that it knows")) }
        let all = (cluster["applications"]?.members ?? [:]).sorted { $0.key < $1.key }
        let configurations = all.compactMap { name, status in
            name == application.place.name ? changed : status["deployed_app_config"]
        }
        guard configurations.count == all.count else {
            let why = "an application was not deployed by its configuration, and would be deleted"
            throw failure(.refused(why: why))
        }
        var whole: [String: JSONValue] = ["applications": .list(configurations)]
        if let capacity = cluster["target_capacity"] { whole["target_capacity"] = capacity }
        return try await put(.object(whole))
    }

    private func application(of step: Plan.Step) async throws(Failure) -> RayApplication? {
        let cluster = try await status()
        return settings.first { $0.name == step.arguments["deployment"] }
            .flatMap { RayApplication($0, cluster) }
    }
}

extension DeploymentSettings {
    var application: Application? {
        if case .application(let application) = place { application } else { nil }
    }
}
