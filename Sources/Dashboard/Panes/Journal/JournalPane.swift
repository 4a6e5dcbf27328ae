import Entities
import TUI

/// Who did what to what, when, with what outcome; the newest first.
public struct JournalPane: View, Pointable, ListPane {
    var cursor = ListCursor<Int>()
    private(set) var text: String

    init(_ locator: Locator) { text = locator.values("text").first ?? "" }

    init(text: String) { self.text = text }

    /// The words that entries must hold, as in `journal?text=churn-api`.
    public func locator(_ scene: Scene) -> Locator {
        Locator(pane: "journal", query: text.isEmpty ? [] : [Locator.Setting("text", text)])
    }

    /// Its name.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["journal"] }

    var question: JournalEntries { JournalEntries(text: text) }

    /// Three screens of entries.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [Ask(question, Window(rows: cursor.window))]
    }

    /// What of the journal is loaded; nil before anything is.
    func page(_ scene: Scene) -> JournalPage? {
        scene.catalog[question].values.compactMap(\.answer).first
    }

    /// The entry under the cursor.
    func current(_ scene: Scene) -> JournalEntry? { page(scene)?[cursor.rank] }

    /// Keeps the cursor on its entry.
    public mutating func settle(_ scene: Scene, in size: Size) {
        guard let page = page(scene) else { return }
        cursor.settle(
            count: page.found,
            height: Layout(self, in: Rect(size)).tableRows,
            find: { number in
                page.entries.firstIndex { $0.number == number }.map { page.start + $0 }
            },
            id: { page[$0]?.number }
        )
    }

    /// The entries that are loaded.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Int?) {
        let page = page(scene)
        return (page?.found ?? 0, { page?[$0]?.number })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let layout = Layout(self, in: Rect(size))
        guard (layout.head + 1..<layout.table.height).contains(at.y) else { return [] }
        return move(to: cursor.top + at.y - layout.head - 1, scene)
    }

    /// Searching, opening, copying and moving.
    public static let keys: [KeyBinding<JournalPane>] =
        [
            KeyBinding("enter", "the rollout that it belongs to", .go, footer: "rollout") {
                pane,
                scene in
                guard let id = pane.current(scene)?.rollout else {
                    return [.notify("this entry belongs to no rollout")]
                }
                return [.open(RolloutPane(.number(id)), as: .view)]
            },
            KeyBinding("/", "entries that hold words; esc shows all", .look, footer: "search") {
                pane,
                _ in
                [.open(SearchPane(pane.text), as: .dialog)]
            },
            KeyBinding("esc", "show all, or one step back", .go) { pane, _ in
                guard !pane.text.isEmpty else { return [.back(orLeave: false)] }
                pane.text = ""
                pane.cursor.reset()
                return []
            },
            KeyBinding("y", "copy the entry's hash", .look, footer: "copy hash") { pane, scene in
                pane.current(scene).map { [.copy($0.hash)] } ?? []
            },
        ] + moves
}

extension JournalPane: Asking {
    /// Shows what holds the words.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply, text != self.text else { return [] }
        self.text = text
        cursor.reset()
        return []
    }
}
