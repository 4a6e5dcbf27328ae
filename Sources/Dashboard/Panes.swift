import Entities

/// Every pane that has a name: what `:` offers and what a locator opens.
enum Panes {
    /// A pane's names, what it shows, and how a locator opens it.
    struct Entry: Sendable {
        /// Its name and its aliases.
        let names: [String]
        /// What it shows.
        let summary: String
        /// What may follow its name.
        var arguments: @Sendable (Scene) -> [String] = { _ in [] }
        /// Whether it can be opened by its name alone, and so is offered.
        var isOffered = true
        /// Opens it on a locator.
        let open: @Sendable (Locator) -> any View
    }

    /// A new pane is one line here.
    static let all = [
        Entry(names: ["overview", "o"], summary: "what there is and what needs attention") { _ in
            OverviewPane()
        },
        Entry(names: ["experiments", "exp", "e"], summary: "experiments of all stores") {
            ExperimentsPane($0)
        },
        Entry(names: ["runs", "r"], summary: "runs of an experiment", arguments: experiments) {
            RunsPane($0)
        },
        Entry(names: ["models", "m"], summary: "registered models of all sources") {
            ModelsPane($0)
        },
        Entry(names: ["deployments", "dep"], summary: "what serves where") {
            DeploymentsPane($0)
        },
        Entry(names: ["health", "he"], summary: "how everything does that serves") {
            $0.path.count > 1 ? ServicePane($0) as any View : HealthPane($0)
        },
        Entry(names: ["alerts", "al"], summary: "what fires, and what is silenced") {
            AlertsPane($0)
        },
        Entry(names: ["query", "promql"], summary: "what an expression of PromQL gives") {
            QueryPane($0)
        },
        Entry(names: ["silences"], summary: "whom nobody is told of, until when and why") {
            _ in SilencesPane()
        },
        Entry(names: ["log"], summary: "what a deployment has written", arguments: \.logged) {
            LogPane($0)
        },
        Entry(names: ["journal", "j"], summary: "who did what to what") { JournalPane($0) },
        Entry(names: ["sources", "src"], summary: "what is read, and how it answers") {
            SourcesPane($0)
        },
        Entry(names: ["rollout"], summary: "", isOffered: false) { RolloutPane($0) },
        Entry(names: ["versions"], summary: "", isOffered: false) { VersionsPane($0) },
        Entry(names: ["run"], summary: "", isOffered: false) { RunPane($0) },
        Entry(names: ["chart"], summary: "", isOffered: false) { ChartPane($0) },
        Entry(names: ["files"], summary: "", isOffered: false) { FilesPane($0) },
    ]

    /// The view of a locator; an unambiguous beginning of a name is enough.
    static func view(_ locator: Locator) -> (any View)? {
        let name = locator.pane.lowercased()
        let exact = all.first { $0.names.contains(name) }
        let beginning = all.filter { entry in entry.names.contains { $0.hasPrefix(name) } }
        guard let entry = exact ?? (beginning.count == 1 ? beginning.first : nil) else {
            return nil
        }
        return entry.open(locator)
    }

    /// Why a locator cannot be gone to: its pane, its filter or its order; nil where it can.
    static func complaint(_ locator: Locator, now: Instant) -> String? {
        guard let view = view(locator) else {
            return "there is no pane \(locator.pane); : lists what there is"
        }
        let kind: Filter.Kind
        switch view {
        case is RunsPane: kind = .runs
        case is ExperimentsPane: kind = .experiments
        case is ModelsPane: kind = .models
        default: return nil
        }
        for text in locator.values("filter") {
            do throws(FilterError) {
                _ = try Filter.parse(text, as: kind, now: now)
            } catch {
                return "the filter is wrong: \(error.message)"
            }
        }
        let isRuns = view is RunsPane
        let wrong = isRuns ? locator.values("sort").first { SortKey($0) == nil } : nil
        return wrong.map { "'\($0)' is no sort key" }
    }

    /// Experiments by name, each once, and `*` for all.
    private static let experiments: @Sendable (Scene) -> [String] = { scene in
        let answers = scene.catalog[Experiments()].values.compactMap(\.answer?.experiments)
            .joined()
        return ["*"] + Set(answers.filter { !$0.isDeleted }.map(\.name)).sorted()
    }
}
