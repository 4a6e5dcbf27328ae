import ArgumentParser
import Client
import Entities

/// Deploys a version.
struct Deploy: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deploy a model's version: plan, gates, confirmation, rollout.",
        discussion: """
            Examples: mldeck deploy churn/13 --to @champion --plan, \
            mldeck deploy churn@candidate --to churn-api --yes
            Ends with 0 once it is deployed, with 1 where it was refused or rolled back.
            """
    )

    @Argument(help: "MODEL/VERSION or MODEL@ALIAS.")
    var version: String

    @Option(help: "A deployment, as `get deployments` names it, or @ALIAS of the model.")
    var to: String

    @OptionGroup var places: ChangePlaces
    @OptionGroup var decision: Decision

    func run() throws {
        let connections = try places.connections()
        let naming = try Naming(connections.all)
        let version = try naming.version(version)
        let deployment = try naming.deployment(to, of: version)
        try decision.carryOut(.deploy(version, to: deployment), connections.changes)
    }
}
