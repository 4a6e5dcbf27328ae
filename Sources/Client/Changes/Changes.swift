import Entities

/// Plans changes, carries them out, and keeps the journal: the only way in which anything outside
/// is changed.
public actor Changes: ChangeKeeper {
    /// The journal, as a source.
    public nonisolated let source: Source
    /// What is appended rings; plans that are looked at, and aliases, change elsewhere.
    public nonisolated let interval: Duration? = .seconds(60)
    /// Who did what.
    public nonisolated let journal: Journal

    let connectors: [any Connector]
    let permissions: Permissions
    let rules: ChangeRules
    let time: Timekeeper
    /// Plans that somebody looks at, as they were made.
    var proposals: [Change: Proposal] = [:]
    /// The rollouts that this program carries out now.
    public internal(set) var underWay: Set<Int> = []
    private let executor = StoreExecutor()
    /// Where rollouts run: they wait for the disk before and after each call.
    let working = AskingExecutor()

    /// A plan of more milliseconds is made again before it is carried out.
    static let lifetime: Int64 = 60_000

    /// Changes to what these connectors reach, as far as they are permitted.
    public init(
        connectors: [any Connector],
        journal: Journal,
        permissions: Permissions,
        rules: ChangeRules = ChangeRules(),
        time: Timekeeper = .system
    ) {
        self.connectors = connectors
        self.journal = journal
        self.permissions = permissions
        self.rules = rules
        self.time = time
        source = Source(
            id: Source.ID("journal"),
            kind: "journal",
            location: journal.storage.location
        )
    }

    /// The thread of the journal.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        executor.asUnownedSerialExecutor()
    }

    /// Reads the journal to its end.
    public func check() async throws(Failure) -> String {
        let summary = try keeping { () throws(Failure.Reason) in try journal.look() }
        return "\(summary.count) entries"
    }

    /// Rings when something is appended, by whatever program.
    public nonisolated func changes() -> AsyncStream<Void> { journal.storage.changes() }

    func keeping<Result>(
        _ body: () throws(Failure.Reason) -> Result
    ) throws(Failure) -> Result {
        do {
            return try body()
        } catch {
            throw Failure(source: source.id, reason: error)
        }
    }
}

extension Changes {
    /// What a change would do, and what its gates say; what is only glanced at is not carried out.
    public func propose(
        _ change: Change,
        isGlance: Bool = false
    ) async throws(Failure) -> Proposal {
        let target = try target(of: change)
        let order = try await order(change, isGlance: isGlance)
        let plan = try await target.plan(order)
        let proposal = Proposal(
            plan: plan,
            hash: plan.hash,
            made: time.now(),
            gates: await rules.judge(plan, order, self, isGlance: isGlance),
            refusal: permissions.refusal(of: change.source),
            typed: rules.typed(change)
        )
        guard !isGlance else { return proposal }
        if proposals.count > 32 { proposals = [:] }
        proposals[change] = proposal
        return proposal
    }
}
