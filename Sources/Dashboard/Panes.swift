import Entities

/// Every pane that has a name: what `:` offers and what a locator opens.
enum Panes {
    /// A pane's names, what it shows, and how a locator opens it.
    struct Entry: Sendable {
        /// Its name and its aliases.
        let names: [String]
        /// What it shows.
        let summary: String
        /// Opens it on a locator.
        let open: @Sendable (Locator) -> any View
    }

    /// A new pane is one line here.
    static let all = [
        Entry(names: ["runs", "r"], summary: "runs of an experiment") { RunsPane($0) },
        Entry(names: ["run"], summary: "one run, whole") { RunPane($0) },
        Entry(names: ["chart"], summary: "a metric of runs, full screen") { ChartPane($0) },
        Entry(names: ["files"], summary: "the files of a run") { FilesPane($0) },
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
}
