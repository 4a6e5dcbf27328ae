/// What a key table says of one binding, for tests of all tables.
package struct KeyRule: Sendable {
    /// The written keys.
    package let names: [String]
    /// Where it stands in the help.
    package let group: KeyGroup
    /// What the help says.
    package let help: String
}

/// Every key table there is.
package enum KeyTables {
    /// Each table by the name of its pane.
    package static let all: [(pane: String, rules: [KeyRule])] = [
        ("everywhere", rules(EverywhereKeys.all + EverywhereKeys.always)),
        ("overview", rules(OverviewPane.keys)),
        ("experiments", rules(ExperimentsPane.keys)),
        ("models", rules(ModelsPane.keys)),
        ("versions", rules(VersionsPane.keys)),
        ("runs", rules(RunsPane.keys)),
        ("run", rules(RunPane.keys)),
        ("chart", rules(ChartPane.keys)),
        ("files", rules(FilesPane.keys)),
        ("search", rules(SearchPane.keys)),
        ("deployments", rules(DeploymentsPane.keys)),
        ("health", rules(HealthPane.keys)),
        ("service", rules(ServicePane.keys)),
        ("alerts", rules(AlertsPane.keys)),
        ("silences", rules(SilencesPane.keys)),
        ("query", rules(QueryPane.keys)),
        ("log", rules(LogPane.keys)),
        ("journal", rules(JournalPane.keys)),
        ("rollout", rules(RolloutPane.keys)),
        ("plan", rules(PlanPane.keys)),
        ("ask", rules(AskPane.keys)),
        ("sources", rules(SourcesPane.keys)),
        ("empty", rules(EmptyPane.keys)),
        ("columns", rules(ColumnsPane.keys)),
        ("command", rules(CommandPane.keys)),
        ("filter", rules(FilterPane.keys)),
        ("help", rules(HelpPane.keys)),
    ]

    /// The names of all views.
    package static let views = Panes.all.map { $0.names[0] }

    private static func rules<Target>(_ bindings: [KeyBinding<Target>]) -> [KeyRule] {
        bindings.map { binding in
            KeyRule(
                names: binding.sequences.map(KeyBinding<Target>.name),
                group: binding.group,
                help: binding.help
            )
        }
    }
}
