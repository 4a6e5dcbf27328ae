import Entities
import TUI

/// Everything at a glance: what there is, what needs attention, what changed lately.
public struct OverviewPane: View, Pointable, ListPane {
    /// A part of the pane with a list of its own.
    enum Section: Int, CaseIterable, Sendable {
        case areas, attention, changes
    }

    /// What a line is about.
    enum Thing: Hashable, Sendable {
        /// All things of a kind, shown by the pane of this name.
        case area(String)
        case source(Source.ID)
        case run(Run.ID)
        case rollout(Int)
        case deployment(Deployment.ID)
        case health(Health.ID)
        case alert(Alert.ID)
        case version(RegisteredModel.ID, Int?)
    }

    /// Where keys go to.
    private(set) var section = Section.areas
    private var isSectionChosen = false
    private var cursors = Section.allCases.map { _ in ListCursor<Thing>() }
    private var landed = LandedExperiments()
    private(set) var healths = LandedHealths()
    private(set) var alerts = LandedAlerts()

    init() {}

    /// Its name.
    public func locator(_ scene: Scene) -> Locator { Locator(pane: "overview") }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["overview"] }

    /// What the sources say of themselves, their experiments, and the runs that failed or ended,
    /// how aliases moved, and how what serves does.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let window = Window(rows: 0..<Self.longest)
        return [
            Ask(SourceChecks()), Ask(Experiments(isCounted: true)), Ask(RegisteredModels()),
            Ask(Deployments()), Ask(AliasMoves()), Ask(Healths.brief), Ask(Alerts()),
            Ask(Self.failed, window), Ask(Self.ended, window),
        ]
    }

    /// Merges what has landed, and keeps each cursor on its thing.
    public mutating func settle(_ scene: Scene, in size: Size) {
        _ = landed.settle(scene)
        _ = healths.settle(.brief, scene)
        _ = alerts.settle(scene)
        if !isSectionChosen {
            section = attention(scene).isEmpty ? .areas : .attention
        }
        let layout = layout(scene, in: Rect(size))
        for section in Section.allCases {
            let things = things(section, scene)
            let rows = layout[section].height - 1
            cursors[section.rawValue].settle(
                count: things.count,
                height: section == .attention ? rows / 2 : rows,
                find: { things.firstIndex(of: $0) },
                id: { things.indices.contains($0) ? things[$0] : nil }
            )
        }
    }

    /// Where the cursor stands in the part that keys go to.
    var cursor: ListCursor<Thing> {
        get { cursor(section) }
        set { cursors[section.rawValue] = newValue }
    }

    func cursor(_ section: Section) -> ListCursor<Thing> { cursors[section.rawValue] }

    /// The lines of the part that keys go to.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Thing?) {
        let things = things(section, scene)
        return (things.count, { things.indices.contains($0) ? things[$0] : nil })
    }

    /// Takes a click: keys go to the part that was clicked, the cursor to its line.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = layout(scene, in: Rect(size))
        for section in Section.allCases {
            let rect = layout[section]
            guard (rect.x..<rect.right).contains(at.x), (rect.y..<rect.bottom).contains(at.y)
            else { continue }
            _ = focus(section, scene)
            let row = at.y - rect.y - 1
            guard row >= 0 else { return [] }
            return move(to: cursor.top + (section == .attention ? row / 2 : row), scene)
        }
        return []
    }
}

extension OverviewPane {
    /// The most lines that failed runs or ended ones take.
    private static let longest = 50

    /// The runs that failed, the newest first.
    private static let failed = Runs(
        experiments: nil,
        filter: .compare(.attribute(.status), .text(.equal, Run.Status.failed.name))
    )

    /// The runs that ended, the newest first; those that have not ended come after them.
    private static let ended = Runs(
        experiments: nil,
        order: [SortKey(.attribute(.end), descending: true)]
    )

    /// The experiments of all sources.
    var experiments: MergedExperiments { landed.merged }

    /// The runs that began within the last day and failed, the newest first.
    func failedRuns(_ scene: Scene) -> [Run] {
        rows(Self.failed, scene).filter { run in
            run.start.map { scene.now.milliseconds(since: $0) < 86_400_000 } ?? false
        }
    }

    /// The runs that ended, the newest first.
    func endedRuns(_ scene: Scene) -> [Run] { rows(Self.ended, scene).filter { $0.end != nil } }

    /// Whether any source can tell of runs that ended.
    func isEndingKnown(_ scene: Scene) -> Bool {
        scene.catalog[Self.ended].contains { $0.value.answer != nil }
    }

    /// Whether any source can tell of what changed.
    func areChangesKnown(_ scene: Scene) -> Bool {
        isEndingKnown(scene) || !scene.rollouts.isEmpty || !alerts.latest.isEmpty
    }

    private func rows(_ question: Runs, _ scene: Scene) -> [Run] {
        let page: MergedPage<Run> = scene.catalog.page(question, order: question.order)
        return page.ranks.compactMap { page[$0] }
    }

    func things(_ section: Section, _ scene: Scene) -> [Thing] {
        switch section {
        case .areas: areas(scene).map { .area($0.name) }
        case .attention: attention(scene).map(\.thing)
        case .changes: changed(scene).map(\.thing)
        }
    }

    /// The parts that are shown: one that no source can tell anything about is not.
    func sections(_ scene: Scene) -> [Section] {
        areChangesKnown(scene) ? Section.allCases : [.areas, .attention]
    }

    mutating func focus(_ section: Section, _ scene: Scene) -> [Effect] {
        guard sections(scene).contains(section) else { return [] }
        isSectionChosen = true
        self.section = section
        return []
    }
}
