import ArgumentParser
import Client
import Entities
import TUI

/// Brings back what a deployment served before.
struct Rollback: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring back the version that a deployment served before.",
        discussion: """
            What served before is what the journal says, unless --version names it. A rollout that \
            was interrupted goes back to where it began.
            """
    )

    @Argument(help: "A deployment, as `get deployments` names it.")
    var deployment: String

    @Option(help: "The version to bring back, in place of what the journal says.")
    var version: Int?

    @OptionGroup var places: ChangePlaces
    @OptionGroup var decision: Decision

    func run() throws {
        let connections = try places.connections()
        let changes = connections.changes
        let rollouts = try blocking { () async throws(Failure) in try await changes.rollouts() }
        let naming = try Naming(connections.all)
        let open = rollouts.last {
            !$0.isOver && $0.plan.change.deployment?.name == deployment
        }
        if let open, version == nil {
            let begun = try blocking { () async throws(Failure) in
                try await changes.resume(open.id, back: true)
            }
            return try decision.follow(begun, changes, nil)
        }
        let found = try naming.deployment(deployment)
        guard let change = found.wayBack(rollouts, to: version) else {
            throw Complaint(
                Printable.text(
                    "the journal does not say what \(deployment) served before; --version names it"
                ),
                .no
            )
        }
        try decision.carryOut(change, changes)
    }
}

/// Takes up an interrupted rollout.
struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Go on with a rollout that was interrupted; `rollback` goes back."
    )

    @Argument(help: "The rollout's number, as the journal and `deploy` tell it.")
    var rollout: Int

    @OptionGroup var places: ChangePlaces
    @OptionGroup var decision: Decision

    func run() throws {
        let changes = try places.connections().changes
        let id = rollout
        let begun: Begun
        do {
            begun = try blocking { () async throws(Failure) in
                try await changes.resume(id, back: false)
            }
        } catch {
            throw Complaint("mldeck: " + Printable.text(error.message), error.exit)
        }
        try decision.follow(begun, changes, nil)
    }
}
