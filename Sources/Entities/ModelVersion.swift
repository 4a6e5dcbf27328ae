/// One version of a registered model.
public struct ModelVersion: Hashable, Sendable {
    /// Names a version within its model.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The model.
        public var model: RegisteredModel.ID
        /// Its number, from 1.
        public var number: Int

        /// Version `number` of `model`.
        public init(model: RegisteredModel.ID, number: Int) {
            self.model = model
            self.number = number
        }

        /// By model, then by number.
        public static func < (left: ID, right: ID) -> Bool {
            (left.model, left.number) < (right.model, right.number)
        }
    }

    /// Whether the registry has all of it: MLflow's `ModelVersionStatus`.
    public enum Status: String, CaseIterable, Sendable {
        // As MLflow writes them.
        case ready = "READY"
        case pending = "PENDING_REGISTRATION"
        case failed = "FAILED_REGISTRATION"
    }

    /// Its id.
    public var id: ID
    /// What somebody has written about it.
    public var description: String
    /// When it was made.
    public var created: Instant?
    /// When it was last changed.
    public var updated: Instant?
    /// Who made it.
    public var user: String
    /// The stage of registries before aliases, as `Production`; empty where it has none.
    public var stage: String
    /// Where its files were when it was registered, without secrets.
    public var source: String
    /// The run that made it; nil where nobody said.
    public var run: Run.ID?
    /// Whether the registry has all of it.
    public var status: Status
    /// Why it has not.
    public var statusMessage: String
    /// Its tags.
    public var tags: [String: String]
    /// The aliases that stand for it, by name.
    public var aliases: [String]
    /// The last values of its run's metrics, where versions of one model are asked for.
    public var metrics: [String: Double]

    /// A version of a model.
    public init(
        id: ID,
        description: String = "",
        created: Instant? = nil,
        updated: Instant? = nil,
        user: String = "",
        stage: String = "",
        source: String = "",
        run: Run.ID? = nil,
        status: Status = .ready,
        statusMessage: String = "",
        tags: [String: String] = [:],
        aliases: [String] = [],
        metrics: [String: Double] = [:]
    ) {
        self.id = id
        self.description = description
        self.created = created
        self.updated = updated
        self.user = user
        self.stage = stage
        self.source = source
        self.run = run
        self.status = status
        self.statusMessage = statusMessage
        self.tags = tags
        self.aliases = aliases
        self.metrics = metrics
    }
}
