import Entities

/// What the areas of the run pane list: sorted once an answer, and filtered once a search.
struct RunLists: Sendable {
    /// What the lists are made of; the same again makes the same lists.
    struct Stamp: Equatable, Sendable {
        var detail: Instant?
        var files: Instant?
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
    /// The charts that are not folded away.
    private(set) var charts: [String] = []

    private var search: String?
    private var folded: Set<String> = []
    private var allParams: [SearchKey] = []
    private var allSections: [(name: String, keys: [SearchKey])] = []
    private var allFacts: [RunFact] = []
    private var allFiles: [Artifact] = []

    init() {}

    init(_ detail: RunDetail, files: [Artifact], _ stamp: Stamp) {
        self.stamp = stamp
        allParams = detail.run.params.keys.sorted().map(SearchKey.init)
        allSections = RunLists.sections(detail.run.metrics.keys)
        allFacts = RunFact.all(of: detail)
        allFiles = files
    }

    /// Keeps what contains a text, and the charts of sections that are not folded away.
    mutating func show(matching text: String, folded: Set<String>) {
        guard text != search || folded != self.folded else { return }
        (search, self.folded) = (text, folded)
        let wanted = SearchKey.fold(text)
        params = allParams.filter { $0.contains(wanted) }.map(\.name)
        sections = allSections.map { section in
            Section(
                name: section.name,
                keys: section.keys.filter { $0.contains(wanted) }.map(\.name)
            )
        }.filter { !$0.keys.isEmpty }
        metrics = sections.flatMap(\.keys)
        charts = sections.filter { !folded.contains($0.name) }.flatMap(\.keys)
        facts = allFacts.filter {
            SearchKey($0.label).contains(wanted) || SearchKey($0.value).contains(wanted)
        }
        files = allFiles.filter { SearchKey($0.path).contains(wanted) }
    }

    /// Validation first, the machine last, and in between by name.
    private static func sections(
        _ keys: some Sequence<String>
    ) -> [(name: String, keys: [SearchKey])] {
        let groups = Dictionary(grouping: keys) { key in
            key.contains("/") ? String(key.prefix { $0 != "/" }) : ""
        }
        let names = groups.keys.sorted { (rank($0), $0) < (rank($1), $1) }
        return names.map { ($0, (groups[$0] ?? []).sorted().map(SearchKey.init)) }
    }

    private static func rank(_ section: String) -> Int {
        let field = Field.metric(section + "/")
        return field.isSystem ? 2 : field.isValidation ? 0 : 1
    }

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
