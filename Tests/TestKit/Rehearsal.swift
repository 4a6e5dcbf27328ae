import Client
import Entities

/// Changes that are really made, by a person who confirms whatever is proposed, with a journal in
/// memory.
public struct Rehearsal: Sendable {
    /// Makes the changes.
    public let changes: Changes
    private let storage = MemoryJournal()

    /// Changes to what these connectors reach.
    public init(
        _ connectors: [any Connector],
        rules: ChangeRules = ChangeRules(),
        time: Timekeeper = .system
    ) {
        changes = Changes(
            connectors: connectors,
            journal: Journal(storage, time: time) { JournalEntry.Actor(user: "tester") },
            permissions: Permissions { _ in nil },
            rules: rules,
            time: time
        )
    }

    /// Makes a change, and returns how it went; throws where nothing was changed.
    public func make(_ change: Change) async throws -> Rollout {
        try await carryOut(confirm(change))
    }

    /// A person's word for what is proposed now.
    public func confirm(_ change: Change) async throws -> Confirmation {
        let hash = try await changes.propose(change).hash
        return Confirmation(change: change, hash: hash, how: "test")
    }

    /// Does what was confirmed, to its end; throws where nothing was changed.
    public func carryOut(_ word: Confirmation) async throws -> Rollout {
        let begun = try await changes.begin(word)
        await begun.finished()
        guard let rollout = try await changes.rollouts().last(where: { $0.id == begun.rollout })
        else { throw Failure(source: word.change.source, reason: .notFound("its rollout")) }
        return rollout
    }

    /// Brings back what served before; throws where nothing tells what that was.
    public func goBack(_ deployment: Deployment) async throws -> Rollout {
        guard let change = deployment.wayBack(try await changes.rollouts()) else {
            throw Failure(source: deployment.id.source, reason: .notFound("way back"))
        }
        return try await make(change)
    }

    /// Every entry of the journal.
    public func entries() throws -> [JournalEntry] {
        let count = try changes.journal.look().count
        return try changes.journal.entries(0..<count)
    }

    /// The journal's lines as they are stored.
    public func lines() throws -> String {
        String(decoding: try storage.read(0..<Int.max), as: UTF8.self)
    }
}
