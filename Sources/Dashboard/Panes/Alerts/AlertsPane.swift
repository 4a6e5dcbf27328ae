import Entities
import TUI

/// What fires, what is about to, what is silenced: since when, and what changed just before.
public struct AlertsPane: View, Pointable, ListPane {
    var cursor = ListCursor<Alert.ID>()
    /// The words that alerts must hold.
    private(set) var text: String
    /// Whether rules of which nothing is wrong are shown as well.
    var showsInactive: Bool
    private(set) var landed = LandedAlerts()
    private(set) var healths = LandedHealths()
    /// The key of the alert that the cursor is to go to, once it is there.
    private var wanted: String?
    /// What is shown of it.
    private(set) var rows: [AlertRow] = []

    init(_ locator: Locator) {
        text = locator.values("text").first ?? ""
        wanted = locator.values("at").first
        showsInactive = locator.values("inactive").first == "true"
    }

    /// The words, and whether inactive rules are shown: `alerts?text=churn&inactive=true`,
    /// and the alert under the cursor where it was gone to: `at`.
    public func locator(_ scene: Scene) -> Locator {
        let query = [
            text.isEmpty ? nil : Locator.Setting("text", text),
            showsInactive ? Locator.Setting("inactive", "true") : nil,
        ]
        return Locator(pane: "alerts", query: query.compactMap(\.self))
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["alerts"] }

    /// What rules say, what they say it of, and what changed.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let chart = course(in: size).map { [Ask($0)] } ?? []
        return chart + [
            Ask(Alerts()), Ask(Healths.brief), Ask(Deployments()), Ask(Rollouts()),
            Ask(AliasMoves()), Ask(SourceChecks()),
        ]
    }

    /// Takes in what has landed, and keeps the cursor on its alert.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let isNew = landed.settle(scene)
        if healths.settle(.brief, scene) || isNew { arrange() }
        if let key = wanted, let rank = rows.firstIndex(where: { $0.alert.id.key == key }) {
            cursor.move(to: rank, count: rows.count) { rows[$0].alert.id }
            wanted = nil
        }
        cursor.settle(
            count: rows.count,
            height: Layout(self, scene, in: Rect(size)).tableRows,
            find: { id in rows.firstIndex { $0.alert.id == id } },
            id: { rows.indices.contains($0) ? rows[$0].alert.id : nil }
        )
    }

    /// The rows are made anew when something lands or is chosen.
    mutating func arrange() {
        let words = text.lowercased().split(separator: " ")
        let shown = landed.alerts.filter { showsInactive || $0.state != .inactive }
        let all = shown.map { alert in
            AlertRow(
                alert: alert,
                service: alert.state == .inactive ? nil : healths.service(of: alert),
                isStale: landed.stale.contains(alert.id.source)
            )
        }
        rows = words.isEmpty ? all : all.filter { $0.holds(words) }
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Alert.ID?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].alert.id : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let rank = at.y - Layout(self, scene, in: Rect(size)).table.y - 1
        guard (0..<cursor.height).contains(rank) else { return [] }
        return move(to: cursor.top + rank, scene)
    }

    /// What the alert under the cursor compares, over the time around it; nil where nobody can tell.
    func course(in size: Size) -> RangeQuery? {
        guard let alert = current?.alert, let rule = alert.rule, let store = rule.store,
            alert.state != .inactive, size.height >= 20
        else { return nil }
        let measured = Comparison(rule.expression)?.measured ?? rule.expression
        let cells = size.width - (size.width < 110 ? 14 : 59)
        let columns = max(30, cells * 2) / 30 * 30
        return RangeQuery(measured, span: 3600, columns: columns, of: store)
    }

    /// What is under the cursor.
    var current: AlertRow? { rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil }
}

extension AlertsPane: Asking {
    /// Shows what holds the words.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply else { return [] }
        search(text)
        return []
    }

    /// Shows what holds the words; all where there are none.
    mutating func search(_ text: String) {
        self.text = text
        arrange()
        cursor.reset()
    }
}

/// An alert, as it is shown.
struct AlertRow: Sendable {
    let alert: Alert
    /// What it is about, where that is measured.
    let service: Health?
    /// Whether its source does not answer any more.
    let isStale: Bool

    /// Whether all words stand in what people read of it.
    func holds(_ words: [Substring]) -> Bool {
        let all =
            [
                alert.name, alert.state.rawValue, alert.severity.rawValue, alert.id.source.name,
                alert.subject(service), alert.summary,
            ] + alert.labels.values
        let text = all.joined(separator: "\n").lowercased()
        return words.allSatisfy { text.contains($0) }
    }
}
