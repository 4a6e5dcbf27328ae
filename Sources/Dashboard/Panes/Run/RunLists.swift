import Entities

/// What the areas of the run pane list: made once for each answer and search, not for each frame.
struct RunLists: Sendable {
    /// What the lists are made of; the same again makes the same lists.
    struct Stamp: Equatable, Sendable {
        var detail: Instant?
        var files: Instant?
        var search: String
        var folded: Set<String>
        var hasRun: Bool
    }

    /// Metrics whose keys begin alike, as `val/loss` and `val/auc`.
    struct Section: Equatable, Sendable {
        var name: String
        var keys: [String]
    }

    private(set) var stamp: Stamp?
    private(set) var params: [String] = []
    private(set) var metrics: [String] = []
    private(set) var facts: [RunFact] = []
    private(set) var files: [Artifact] = []
    private(set) var sections: [Section] = []
    private var folded: Set<String> = []

    init() {}

    init(_ detail: RunDetail, files: [Artifact], _ stamp: Stamp) {
        self.stamp = stamp
        folded = stamp.folded
        let wanted = stamp.search.lowercased()
        func isWanted(_ key: String) -> Bool {
            wanted.isEmpty || key.lowercased().contains(wanted)
        }
        params = detail.run.params.keys.filter(isWanted).sorted()
        facts = RunFact.all(of: detail).filter { isWanted($0.label) || isWanted($0.value) }
        self.files = files.filter { isWanted($0.path) }
        sections = RunLists.sections(detail.run.metrics.keys.filter(isWanted))
        metrics = sections.flatMap(\.keys)
    }

    /// Validation first, the machine last, and in between by name.
    private static func sections(_ keys: [String]) -> [Section] {
        let groups = Dictionary(grouping: keys) { key in
            key.contains("/") ? String(key.prefix { $0 != "/" }) : ""
        }
        let names = groups.keys.sorted { (rank($0), $0) < (rank($1), $1) }
        return names.map { Section(name: $0, keys: (groups[$0] ?? []).sorted()) }
    }

    private static func rank(_ section: String) -> Int {
        let field = Field.metric(section + "/")
        return field.isSystem ? 2 : field.isValidation ? 0 : 1
    }

    /// The charts that are not folded away.
    var charts: [String] { sections.filter { !folded.contains($0.name) }.flatMap(\.keys) }

    /// What each row of an area is about.
    func keys(of area: RunArea) -> [String] {
        switch area {
        case .params: params
        case .metrics: metrics
        case .facts: facts.map(\.label)
        case .files: files.map(\.path)
        case .charts: charts
        }
    }

    func count(of area: RunArea) -> Int {
        switch area {
        case .params: params.count
        case .metrics: metrics.count
        case .facts: facts.count
        case .files: files.count
        case .charts: charts.count
        }
    }
}
