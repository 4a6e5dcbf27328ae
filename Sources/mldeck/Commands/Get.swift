import ArgumentParser

/// Prints rows of something.
struct Get: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print rows as a table, JSON or CSV.",
        subcommands: [
            GetAlerts.self, GetDeployments.self, GetExperiments.self, GetHealth.self,
            GetJournal.self,
            GetMetrics.self,
            GetModels.self, GetRuns.self, GetSources.self, GetVersions.self,
        ]
    )
}
