import Client

extension ChangeRules {
    /// What the configuration sets down for changes to what is open.
    init(_ workspace: Workspace) {
        self.init()
        let contexts = workspace.contexts + workspace.configuration.contexts
        production = Set(contexts.filter(\.isProduction).map(\.name))
        folder = workspace.surroundings.folder
        environment = workspace.surroundings.environment
    }
}
