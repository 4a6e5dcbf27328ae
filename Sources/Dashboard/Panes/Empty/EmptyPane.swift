import Entities
import TUI

/// What is shown where there is no source: what was looked for, and what can be done.
public struct EmptyPane: View, Pointable, ListPane {
    var cursor = ListCursor<Character>()

    init() {}

    /// The overview, which it stands in for.
    public func locator(_ scene: Scene) -> Locator { Locator(pane: "overview") }

    /// As the overview.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["overview"] }

    /// Nothing: there is nobody to be asked.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [] }

    /// Puts the cursor on the first choice.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let digits = Choice.all.map(\.digit)
        cursor.settle(
            count: digits.count,
            height: digits.count,
            find: { digits.firstIndex(of: $0) },
            id: { digits.indices.contains($0) ? digits[$0] : nil }
        )
    }

    /// The choices by their digits.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Character?) {
        (Choice.all.count, { Choice.all.indices.contains($0) ? Choice.all[$0].digit : nil })
    }

    /// Takes a click on a choice.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = Layout(scene, size)
        let rows = at.y - layout.choices
        let rank = rows / layout.step
        guard rows >= 0, rows % layout.step == 0, Choice.all.indices.contains(rank) else {
            return []
        }
        return move(to: rank, scene)
    }

    /// Choosing and moving.
    public static let keys: [KeyBinding<EmptyPane>] =
        [
            KeyBinding("enter", "do what is chosen", .go, footer: "open") { pane, _ in
                Choice.all[min(max(0, pane.cursor.rank), Choice.all.count - 1)].effects
            }
        ]
        + Choice.all.map { choice in
            KeyBinding(choice.keys, choice.title, .go, footer: choice.label) { _, _ in
                choice.effects
            }
        } + moves
}

/// Something that can be done where there is no source.
struct Choice: Sendable {
    /// Its number.
    let digit: Character
    /// Its number, and the key that does the same in other panes.
    let keys: String
    /// What it is.
    let title: String
    /// What the footer says.
    let label: String
    /// What there is to know of it.
    let note: String
    /// What it does.
    let effects: [Effect]

    static let all = [
        Choice(
            digit: "1",
            keys: "1",
            title: "Open the demo workspace",
            label: "demo",
            note: "everything moves, nothing is real or written",
            effects: [.openPlace("demo")]
        ),
        Choice(
            digit: "2",
            keys: "2",
            title: "Add a source…",
            label: "add a source…",
            note: "type or paste a folder, a file or an address",
            effects: [.open(CommandPane("open "), as: .dialog)]
        ),
        Choice(
            digit: "3",
            keys: "3 r",
            title: "Look again now",
            label: "look again",
            note: "in this folder and in the environment",
            effects: [.refresh]
        ),
        Choice(
            digit: "4",
            keys: "4",
            title: "Help",
            label: "",
            note: "mldeck doctor checks terminal and sources",
            effects: [.help]
        ),
    ]
}
