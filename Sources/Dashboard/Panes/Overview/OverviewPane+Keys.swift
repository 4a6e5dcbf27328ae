import Entities
import TUI

extension OverviewPane {
    /// Opening, going from part to part and moving.
    public static let keys: [KeyBinding<OverviewPane>] =
        [
            KeyBinding("enter", "go to what the line is about", .go, footer: "open") {
                pane,
                scene in
                pane.cursor.id.map { [.go(pane.link(to: $0, scene))] } ?? []
            },
            KeyBinding("tab", "next area", .move, footer: "next area") { pane, scene in
                pane.focus(by: 1, scene)
            },
            KeyBinding("backtab", "area before", .move) { pane, scene in
                pane.focus(by: -1, scene)
            },
            KeyBinding("1", "what there is", .move) { pane, scene in pane.focus(.areas, scene) },
            KeyBinding("2", "what needs attention", .move) { pane, scene in
                pane.focus(.attention, scene)
            },
            KeyBinding("3", "what changed lately", .move) { pane, scene in
                pane.focus(.changes, scene)
            },
        ] + moves

    private mutating func focus(by step: Int, _ scene: Scene) -> [Effect] {
        let sections = sections(scene)
        let index = sections.firstIndex(of: section) ?? 0
        return focus(sections[(index + step + sections.count) % sections.count], scene)
    }

    /// The view that shows a thing.
    private func link(to thing: Thing, _ scene: Scene) -> Locator {
        switch thing {
        case .area("runs"): Locator(pane: "runs", path: ["*"])
        case .area(let name): Locator(pane: name)
        case .source(let id): Locator(pane: "sources", path: [id.name])
        case .run(let id): RunPane(id).locator(scene)
        case .rollout(let id): Locator(pane: "rollout", path: ["\(id)"])
        case .deployment(let id):
            Locator(pane: "deployments", query: [Locator.Setting("text", id.name)])
        case .health(let id): ServicePane(id).locator(scene)
        case .alert(let id):
            Locator(pane: "alerts", query: [Locator.Setting("at", id.key)])
        case .version(let model, let number): VersionsPane(model).locator(scene, at: number)
        }
    }
}
