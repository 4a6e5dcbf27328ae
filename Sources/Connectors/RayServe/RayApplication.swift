import Client
import Entities

/// One application of Ray Serve as a deployment of a model's versions.
struct RayApplication {
    let settings: DeploymentSettings
    let place: DeploymentSettings.Application
    /// What the cluster says of it.
    let status: JSONValue

    init?(_ settings: DeploymentSettings, _ cluster: JSONValue) {
        guard case .application(let place) = settings.place,
            let status = cluster["applications"]?[place.name]
        else { return nil }
        (self.settings, self.place, self.status) = (settings, place, status)
    }

    /// Its configuration as it was deployed.
    var configuration: JSONValue { status["deployed_app_config"] ?? .object([:]) }

    /// The versions that its configuration names.
    var versions: [Int] {
        let value = configuration[place.versionAt]
        let written = place.router == nil ? [value].compactMap { $0 } : value?.elements ?? []
        return written.compactMap { $0.text.flatMap { name.version(of: $0) } }
    }

    /// The share of each version, in percent; without a router the only one has all.
    var weights: [Int: Int] {
        guard let router = place.router else {
            return Dictionary(uniqueKeysWithValues: versions.prefix(1).map { ($0, 100) })
        }
        let weights = deployment(router)?["user_config"]?["weights"]?.members ?? [:]
        let known = weights.compactMap { key, value -> (Int, Int)? in
            guard let version = Int(key), let share = value.number else { return nil }
            return (version, Int(share.rounded()))
        }
        let own = Dictionary(known) { first, _ in first }.filter { versions.contains($0.key) }
        // Until somebody has split it, the first version has all of the traffic.
        return own.isEmpty && versions.count == 1 ? [versions[0]: 100] : own
    }

    private var name: VersionName {
        VersionName(place.written) ?? .plain
    }

    /// A deployment of its configuration, by name.
    private func deployment(_ name: String) -> JSONValue? {
        configuration["deployments"]?.elements.first { $0["name"]?.text == name }
    }

    /// How it does.
    var asDeployment: Deployment {
        var deployment = settings.deployment("Ray Serve", cannot: cannot)
        let weights = weights
        deployment.serving = versions.map { serving($0, weights[$0] ?? 0) }
            .sorted { ($1.share ?? 0, $1.version) < ($0.share ?? 0, $0.version) }
        let application = status["status"]?.text ?? ""
        deployment.state = RayState(application).state
        deployment.message = message
        deployment.since = status["last_deployed_time_s"]?.number.map {
            Instant(milliseconds: Int64($0 * 1000))
        }
        deployment.address = status["route_prefix"]?.text ?? ""
        return deployment
    }

    private var cannot: [Ability: String] {
        place.router == nil
            ? [.canary: "config.yaml names no router of the application that splits traffic"] : [:]
    }

    /// The application's words, and those of a deployment that failed.
    private var message: String {
        let parts = (status["deployments"]?.members ?? [:]).sorted { $0.key < $1.key }
        let failed = parts.first { RayState($0.value["status"]?.text ?? "").state == .failed }
        let words = [status["message"]?.text, failed?.value["message"]?.text.map(Self.lastLine)]
        return words.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Of a traceback the last line is the reason.
    private static func lastLine(_ text: String) -> String {
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        return String((lines.last { !$0.isEmpty } ?? "").prefix(160))
    }

    private func serving(_ version: Int, _ share: Int) -> Deployment.Serving {
        let part = part(of: version)
        let replicas = part?["replicas"]?.elements ?? []
        let application = RayState(status["status"]?.text ?? "").state
        let own = part.map { RayState($0["status"]?.text ?? "").state }
        // While an application is being deployed its parts may be those from before.
        let state = own == .failed || application == .healthy ? own ?? application : application
        return Deployment.Serving(
            version: version,
            share: share,
            ready: part == nil ? nil : replicas.count { $0["state"]?.text == "RUNNING" },
            wanted: part?["target_num_replicas"]?.integer.map { Int($0) },
            state: state
        )
    }

    /// What the cluster says of the deployment of a version; with only one version of all of them.
    private func part(of version: Int) -> JSONValue? {
        let parts = status["deployments"]?.members ?? [:]
        let name = VersionName(place.deployment)?.name(of: version) ?? place.deployment
        return parts[name] ?? (place.router == nil ? parts.values.first : nil)
    }
}

extension RayApplication {
    /// Its configuration with other versions and weights.
    func configuration(versions: [Int], weights: [Int: Int]) -> JSONValue {
        var configuration = configuration
        let written = versions.map { JSONValue.text(name.name(of: $0)) }
        guard let router = place.router else {
            configuration[place.versionAt] = written.first
            return configuration
        }
        configuration[place.versionAt] = .list(written)
        var own = deployment(router) ?? .object(["name": .text(router)])
        own[["user_config", "weights"]] = .object(
            Dictionary(
                uniqueKeysWithValues: weights.map { ("\($0.key)", .integer(Int64($0.value))) }
            )
        )
        return configuration.with(own, named: router)
    }

    /// Its configuration with so many replicas of each version.
    func configuration(replicas: Int) -> JSONValue {
        versions.reduce(configuration) { configuration, version in
            let name = VersionName(place.deployment)?.name(of: version) ?? place.deployment
            let known = configuration["deployments"]?.elements.first { $0["name"]?.text == name }
            var own = known ?? .object(["name": .text(name)])
            own["num_replicas"] = .integer(Int64(replicas))
            return configuration.with(own, named: name)
        }
    }
}

extension JSONValue {
    /// With a deployment in place of the one of its name.
    fileprivate func with(_ deployment: JSONValue, named name: String) -> JSONValue {
        var all = self["deployments"]?.elements ?? []
        if let index = all.firstIndex(where: { $0["name"]?.text == name }) {
            all[index] = deployment
        } else {
            all.append(deployment)
        }
        var whole = self
        whole["deployments"] = .list(all)
        return whole
    }
}

extension VersionName {
    /// A version as its number.
    fileprivate static let plain = VersionName(before: "", after: "")
}

/// A word of Ray Serve for how an application or a deployment does.
private struct RayState {
    let state: Deployment.State

    init(_ word: String) {
        state =
            switch word {
            case "RUNNING", "HEALTHY": .healthy
            case "DEPLOY_FAILED", "UNHEALTHY": .failed
            case "DEPLOYING", "UPDATING", "UPSCALING", "DOWNSCALING": .progressing
            case "NOT_STARTED", "DELETING": .absent
            default: .unknown
            }
    }
}
