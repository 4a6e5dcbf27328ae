import Client
import Connectors

extension ChangeRules {
    /// What the configuration sets down for changes to what is open.
    init(_ workspace: Workspace) {
        self.init()
        let contexts = workspace.contexts + workspace.configuration.contexts
        production = Set(contexts.filter(\.isProduction).map(\.name))
        gates = workspace.configuration.gates
        deployments = Dictionary(
            workspace.deployments.map { ($0.settings.id, $0.rules) },
            uniquingKeysWith: { first, _ in first }
        )
        folder = workspace.surroundings.folder
        environment = workspace.surroundings.environment
    }
}
