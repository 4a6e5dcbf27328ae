import Entities
import TUI

/// Every source: what it is, what it can do and holds, how it answers, and what is wrong.
public struct SourcesPane: View, Pointable, ListPane {
    var cursor = ListCursor<Source.ID>()
    /// The source that a locator names, until the list is laid out.
    private var wanted: String?

    init(_ locator: Locator) { wanted = locator.path.first }

    /// The source under the cursor, as in `sources/mlflow`.
    public func locator(_ scene: Scene) -> Locator {
        let name = cursor.rank > 0 ? cursor.id?.name : nil
        return Locator(pane: "sources", path: name.map { [$0] } ?? [])
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["sources"] }

    /// What each source says of itself, and what it holds.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [Ask(SourceChecks()), Ask(Experiments(isCounted: true))]
    }

    /// Keeps the cursor on its source.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let sources = scene.catalog.sources
        cursor.settle(
            count: sources.count,
            height: Layout(scene, size).list - 2,
            find: { id in sources.firstIndex { $0.id == id } },
            id: { sources.indices.contains($0) ? sources[$0].id : nil }
        )
        let rank = wanted.flatMap { name in sources.firstIndex { $0.id.name == name } }
        wanted = nil
        if let rank { _ = move(to: rank, scene) }
    }

    /// The sources, in the order of the configuration.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Source.ID?) {
        let sources = scene.catalog.sources
        return (sources.count, { sources.indices.contains($0) ? sources[$0].id : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        guard (2..<Layout(scene, size).list).contains(at.y) else { return [] }
        return move(to: cursor.top + at.y - 2, scene)
    }

    /// Asking again, copying and moving.
    public static let keys: [KeyBinding<SourcesPane>] =
        [
            KeyBinding("r", "ask every source again", .look, footer: "ask again") { _, _ in
                [.refresh]
            },
            KeyBinding("y", "copy where the source is", .look, footer: "copy place") {
                pane,
                scene in
                let sources = scene.catalog.sources
                guard sources.indices.contains(pane.cursor.rank) else { return [] }
                return [.copy(sources[pane.cursor.rank].location)]
            },
        ] + moves
}
