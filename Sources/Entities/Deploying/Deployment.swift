/// A place where versions of a model serve: an alias, an application, a process.
public struct Deployment: Hashable, Sendable {
    /// Names a deployment within its source.
    public struct ID: Hashable, Comparable, Sendable, Codable {
        /// The server or store that it is on.
        public var source: Source.ID
        /// Its name there, as in `churn-api` or `churn@champion`.
        public var name: String

        /// The deployment `name` of `source`.
        public init(source: Source.ID, name: String) {
            self.source = source
            self.name = name
        }

        /// By name, then by source.
        public static func < (left: ID, right: ID) -> Bool {
            (left.name, left.source) < (right.name, right.source)
        }
    }

    /// How it does.
    public enum State: String, CaseIterable, Sendable, Codable {
        // The worst first.
        case failed
        case progressing
        case unknown
        case absent
        case healthy
    }

    /// One version that serves.
    public struct Serving: Hashable, Sendable {
        /// Its number.
        public var version: Int
        /// Percent of the requests; nil where the target does not split them.
        public var share: Int?
        /// How many replicas answer, and how many are wanted; nil where there are none to count.
        public var ready: Int?
        /// How many are wanted.
        public var wanted: Int?
        /// How it does.
        public var state: State

        /// A version that serves.
        public init(
            version: Int,
            share: Int? = nil,
            ready: Int? = nil,
            wanted: Int? = nil,
            state: State = .healthy
        ) {
            self.version = version
            self.share = share
            self.ready = ready
            self.wanted = wanted
            self.state = state
        }
    }

    /// Its id.
    public var id: ID
    /// What it is, for people: `MLflow alias`, `Ray Serve`.
    public var kind: String
    /// The model whose versions serve there.
    public var model: String
    /// The registry that holds the model; nil where it is looked for by name.
    public var registry: String?
    /// The versions that serve, the one with most of the traffic first.
    public var serving: [Serving]
    /// How it does as a whole.
    public var state: State
    /// What the target says of it; empty where that is nothing.
    public var message: String
    /// The last lines that a program printed which changes or changed it, the oldest first.
    public var output: [String] = []
    /// Since when it serves so.
    public var since: Instant?
    /// Where requests go; empty where the target does not tell.
    public var address: String
    /// What it cannot do, and why.
    public var cannot: [Ability: String]

    /// A deployment.
    public init(
        id: ID,
        kind: String,
        model: String,
        registry: String? = nil,
        serving: [Serving] = [],
        state: State = .healthy,
        message: String = "",
        since: Instant? = nil,
        address: String = "",
        cannot: [Ability: String] = [:]
    ) {
        self.id = id
        self.kind = kind
        self.model = model
        self.registry = registry
        self.serving = serving
        self.state = state
        self.message = message
        self.since = since
        self.address = address
        self.cannot = cannot
    }
}

/// Something that can be done to a deployment.
public enum Ability: String, CaseIterable, Hashable, Sendable {
    // In the order in which they are shown.
    case deploy
    case canary
    case scale
    case rollBack = "roll back"
}

extension Deployment {
    /// The version that most requests go to; nil where none serves.
    public var version: Int? { serving.first?.version }

    /// As in `v12 95 %, v13 5 %`, `v12`, `none`.
    public var written: String {
        guard !serving.isEmpty else { return "none" }
        return serving.map { one in
            "v\(one.version)" + (one.share.map { " \($0) %" } ?? "")
        }.joined(separator: ", ")
    }

    /// Shares as they are written: `v12 95 %, v13 5 %`.
    public static func written(_ weights: [Int: Int]) -> String {
        weights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "v\($0.key) \($0.value) %" }.joined(separator: ", ")
    }
}
