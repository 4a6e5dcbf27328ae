import Entities

/// A deployment as a person has set it down: which model serves where.
public struct DeploymentSettings: Equatable, Sendable {
    /// Where it serves.
    public enum Place: Equatable, Sendable {
        /// An entry of an Open Inference Protocol server's model repository, named after its
        /// version: `churn-v{version}`.
        case entry(String)
        /// An application of Ray Serve.
        case application(Application)
        /// A process on this machine, which serves at a port.
        case process([String])
        /// Programs that do what is to be done.
        case commands(Commands)
        /// Where mldeck does not deploy: it is only measured.
        case elsewhere
    }

    /// An application of Ray Serve.
    public struct Application: Equatable, Sendable {
        /// Its name.
        public var name: String
        /// Where its version stands in its configuration, as in `args.version`; with a router the
        /// list of its versions.
        public var versionAt: [String]
        /// How a version is written there: `{version}`, `models:/churn/{version}`.
        public var written: String
        /// The deployment that splits the traffic by the `weights` of its `user_config`; nil where
        /// there is none.
        public var router: String?
        /// What the deployment of a version is called: `v{version}`.
        public var deployment: String

        /// An application.
        public init(
            name: String,
            versionAt: [String],
            written: String = "{version}",
            router: String? = nil,
            deployment: String = "v{version}"
        ) {
            (self.name, self.versionAt, self.written) = (name, versionAt, written)
            (self.router, self.deployment) = (router, deployment)
        }
    }

    /// Programs with their arguments, in which `{model}`, `{version}` and the like are replaced.
    public struct Commands: Equatable, Sendable {
        /// Says what would be done; empty where there is none.
        public var plan: [String]
        /// Does it.
        public var apply: [String]
        /// Prints what serves, as JSON; empty where there is none.
        public var status: [String]
        /// Brings back what served before; empty where applying that does.
        public var rollback: [String]
        /// The variables of the environment that the programs see.
        public var environment: [String]

        /// Programs.
        public init(
            plan: [String] = [],
            apply: [String],
            status: [String],
            rollback: [String] = [],
            environment: [String] = []
        ) {
            (self.plan, self.apply, self.status) = (plan, apply, status)
            (self.rollback, self.environment) = (rollback, environment)
        }
    }

    /// Its name.
    public var name: String
    /// The source that it is on.
    public var source: Source.ID
    /// The name of the registered model whose versions serve.
    public var model: String
    /// The source that is the model's registry; nil where there is only one with such a model.
    public var registry: String?
    /// Where it serves.
    public var place: Place
    /// How it is measured; nil where nobody said how.
    public var monitor: MonitorSettings?
    /// Where its log is; nil where nobody said so.
    public var log: Log?

    /// A deployment of a model.
    public init(
        name: String,
        source: Source.ID,
        model: String,
        registry: String? = nil,
        place: Place
    ) {
        (self.name, self.source, self.model) = (name, source, model)
        (self.registry, self.place) = (registry, place)
    }

    /// Its id.
    public var id: Deployment.ID { Deployment.ID(source: source, name: name) }

    /// A deployment with what is known of it without asking.
    func deployment(_ kind: String, cannot: [Ability: String]) -> Deployment {
        Deployment(
            id: id,
            kind: kind,
            model: model,
            registry: registry,
            state: .unknown,
            cannot: cannot
        )
    }
}

/// A name with a place for a version's number: `churn-v{version}`.
struct VersionName: Equatable, Sendable {
    private let before: String
    private let after: String

    init(before: String, after: String) { (self.before, self.after) = (before, after) }

    /// A written name; nil where it has no `{version}`.
    init?(_ written: String) {
        guard let mark = written.firstRange(of: "{version}") else { return nil }
        before = String(written[..<mark.lowerBound])
        after = String(written[mark.upperBound...])
    }

    /// The name of a version.
    func name(of version: Int) -> String { "\(before)\(version)\(after)" }

    /// The version of a name; nil where it is another name.
    func version(of name: String) -> Int? {
        guard name.hasPrefix(before), name.hasSuffix(after),
            name.utf8.count > before.utf8.count + after.utf8.count
        else { return nil }
        let digits = name.dropFirst(before.count).dropLast(after.count)
        return digits.utf8.allSatisfy { (0x30...0x39) ~= $0 } ? Int(digits) : nil
    }
}
