import Entities
import TUI

/// How everything does that serves: a strip over time each, the worst first.
public struct HealthPane: View, Pointable, ListPane {
    var cursor = ListCursor<Health.ID>()
    var span: HealthSpan
    private(set) var text: String
    private(set) var landed = LandedHealths()
    /// What is shown of it.
    private(set) var rows: [MeasuredRow] = []

    init(_ locator: Locator) {
        text = locator.values("text").first ?? ""
        span = locator.values("span").first.flatMap { HealthSpan($0) } ?? .usual
    }

    /// How far back is looked, and the words that names must hold: `health?span=6h&text=churn`.
    public func locator(_ scene: Scene) -> Locator {
        let query = [
            span == .usual ? nil : Locator.Setting("span", span.setting),
            text.isEmpty ? nil : Locator.Setting("text", text),
        ]
        return Locator(pane: "health", query: query.compactMap(\.self))
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["health"] }

    /// How all do, what serves, and what changed; what the sources say of themselves tells
    /// whether any more answers are to come.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [
            Ask(question(in: size)), Ask(Deployments()), Ask(Rollouts()), Ask(AliasMoves()),
            Ask(SourceChecks()),
        ]
    }

    private func question(in size: Size) -> Healths {
        Healths(span: span.seconds, columns: Self.columns(in: size.width))
    }

    /// The cells of the strips: so many that columns are whole minutes for most spans.
    private static func columns(in width: Int) -> Int {
        switch width {
        case ..<76: max(6, width / 4)
        case ..<108: 30
        default: (width - 72) / 12 * 12
        }
    }

    /// Takes in what has landed, and keeps the cursor on its service.
    public mutating func settle(_ scene: Scene, in size: Size) {
        if landed.settle(question(in: size), scene) { arrange(scene) }
        let layout = Layout(self, scene, in: Rect(size))
        cursor.settle(
            count: rows.count,
            height: layout.tableRows,
            find: { id in rows.firstIndex { $0.health.id == id } },
            id: { rows.indices.contains($0) ? rows[$0].health.id : nil }
        )
    }

    private mutating func arrange(_ scene: Scene) {
        let words = text.lowercased().split(separator: " ")
        guard !words.isEmpty else {
            rows = landed.rows
            return
        }
        rows = landed.rows.filter { row in
            let (health, deployment) = (row.health, scene.deployment(of: row.health))
            let name = [
                health.id.name, health.id.source.name, health.family, row.state.word,
                deployment?.model ?? "",
            ].joined(separator: " ").lowercased()
            return words.allSatisfy { name.contains($0) }
        }
    }

    /// The rows that are shown.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Health.ID?) {
        let rows = rows
        return (rows.count, { rows.indices.contains($0) ? rows[$0].health.id : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let rank = at.y - Layout(self, scene, in: Rect(size)).table.y - 1
        guard (0..<cursor.height).contains(rank) else { return [] }
        return move(to: cursor.top + rank, scene)
    }

    /// What is under the cursor.
    var current: MeasuredRow? { rows.indices.contains(cursor.rank) ? rows[cursor.rank] : nil }
}

extension HealthPane: Asking {
    /// Shows what holds the words.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply else { return [] }
        self.text = text
        arrange(scene)
        cursor.reset()
        return []
    }
}
