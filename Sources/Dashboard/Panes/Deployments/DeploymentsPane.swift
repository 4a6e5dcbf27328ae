import Entities
import TUI

/// What serves where: aliases, applications, processes; the worst first.
public struct DeploymentsPane: View, Pointable, ListPane {
    var cursor = ListCursor<Deployment.ID>()
    /// The deployments in their order.
    private(set) var rows: [Deployment] = []
    private(set) var healths = LandedHealths()
    private var alerts = LandedAlerts()
    /// What rules say of deployments, of those of which anything is wrong; nil where that is nothing.
    private(set) var counts: [Deployment.ID: [AlertCount]]?
    private var answers: [Source.ID: [Deployment]] = [:]
    private(set) var text: String

    init(_ locator: Locator) { text = locator.values("text").first ?? "" }

    /// The words that names must hold, as in `deployments?text=churn`.
    public func locator(_ scene: Scene) -> Locator {
        Locator(pane: "deployments", query: text.isEmpty ? [] : [Locator.Setting("text", text)])
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["deployments"] }

    /// The deployments, how they do, and what is on its way to them.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [Ask(Deployments()), Ask(Rollouts()), Ask(Healths.brief), Ask(Alerts())]
    }

    /// Takes in what has landed, and keeps the cursor on its deployment.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let landed = scene.catalog[Deployments()].compactMapValues(\.answer)
        if landed != answers {
            answers = landed
            arrange()
        }
        let isMeasured = healths.settle(.brief, scene)
        if alerts.settle(scene) || isMeasured { countAlerts() }
        cursor.settle(
            count: rows.count,
            height: Layout(self, in: Rect(size)).tableRows,
            find: { id in rows.firstIndex { $0.id == id } },
            id: { rows.indices.contains($0) ? rows[$0].id : nil }
        )
    }

    private mutating func countAlerts() {
        let active = alerts.active
        counts =
            active.isEmpty
            ? nil
            : measured().mapValues { row in
                AlertCount.all(active.lazy.filter { $0.concerns(row.health) })
            }
    }

    private mutating func arrange() {
        let words = text.lowercased().split(separator: " ")
        rows = answers.values.joined().filter { row in
            let name = "\(row.id.name) \(row.model) \(row.kind)".lowercased()
            return words.allSatisfy { name.contains($0) }
        }.sorted { ($0.state.rank, $0.id) < ($1.state.rank, $1.id) }
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Deployment.ID?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].id : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = Layout(self, in: Rect(size))
        guard (layout.head + 1..<layout.table.height).contains(at.y) else { return [] }
        return move(to: cursor.top + at.y - layout.head - 1, scene)
    }

    /// What is measured of deployments.
    func measured() -> [Deployment.ID: MeasuredRow] {
        let pairs = healths.rows.compactMap { row in row.health.deployment.map { ($0, row) } }
        // Of several that measure the same, the worst is told.
        return Dictionary(pairs) { worst, _ in worst }
    }

    /// The deployment under the cursor.
    var current: Deployment? { rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil }
}

extension DeploymentsPane: Asking {
    /// Shows what holds the words.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply else { return [] }
        self.text = text
        arrange()
        cursor.reset()
        return []
    }
}

extension Deployment.State {
    /// The worst first.
    fileprivate var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
