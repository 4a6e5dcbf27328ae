import ArgumentParser
import Client
import Entities
import TUI

/// Judges a version by the gates of a deployment.
struct GateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gate",
        abstract: "Say whether a version passes the gates of a deployment, and change nothing.",
        discussion: """
            Example: mldeck gate churn/13 --for churn-api -o json
            Ends with 0 where no gate fails, with 1 otherwise.
            """
    )

    @Argument(help: "MODEL/VERSION or MODEL@ALIAS.")
    var version: String

    @Option(
        name: .customLong("for"),
        help: ArgumentHelp(
            "A deployment, as `get deployments` names it, or @ALIAS of the model.",
            valueName: "deployment"
        )
    )
    var deployment: String

    @Option(name: .shortAndLong, help: "text or json.")
    var output = Decision.Format.text

    @OptionGroup var places: ChangePlaces

    func run() throws {
        let connections = try places.connections()
        let naming = try Naming(connections.all)
        let version = try naming.version(version)
        let change = Change.deploy(version, to: try naming.deployment(deployment, of: version))
        let proposal: Proposal
        do {
            let changes = connections.changes
            proposal = try blocking { () async throws(Failure) in try await changes.propose(change)
            }
        } catch {
            throw Complaint("mldeck: " + Printable.text(error.message), error.exit)
        }
        switch output {
        case .text:
            print(proposal.gates.isEmpty ? "no gates" : ProposalRow(proposal).gatesText)
        case .json: print(Report(kind: "gates", rows: proposal.gates, failures: []).json)
        }
        if !proposal.failing.isEmpty { throw Exit.no }
    }
}
