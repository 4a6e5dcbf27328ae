import Entities
import TUI

extension LogPane: Asking {
    /// Following, looking for something, and moving.
    public static let keys: [KeyBinding<LogPane>] = [
        KeyBinding(
            "f",
            "follow what is written, or stand still",
            .look,
            label: { pane, _ in pane.isFollowing ? "pause" : "follow" },
            action: { pane, _ in
                if pane.isFollowing { pane.stop() } else { pane.follow() }
                return []
            }
        ),
        KeyBinding(
            "/",
            "lines that hold a text, or behind ~ an expression; esc shows all",
            .look,
            footer: "filter"
        ) { pane, _ in
            [.open(SearchPane(pane.text), as: .dialog)]
        },
        KeyBinding(
            "n",
            "the next line that holds it",
            .look,
            label: { pane, _ in pane.text.isEmpty ? "" : "next" },
            action: { pane, _ in pane.goToHit(forward: true) }
        ),
        KeyBinding("N", "the line before that holds it", .look) { pane, _ in
            pane.goToHit(forward: false)
        },
        KeyBinding(
            "z enter",
            "the line among all others, or only those that hold it",
            .look,
            label: { pane, _ in
                pane.text.isEmpty ? "" : pane.isFolded ? "among all" : "only hits"
            },
            refusal: { pane, _ in pane.filter == nil ? "nothing is looked for; / does" : nil },
            action: { pane, _ in
                pane.isFolded.toggle()
                pane.go(to: pane.cursor ?? 0)
                return []
            }
        ),
        KeyBinding("esc", "show all lines, or one step back", .go) { pane, scene in
            guard !pane.text.isEmpty else { return [.back(orLeave: false)] }
            return pane.receive(.search(""), scene)
        },
        KeyBinding("w", "wrap long lines, or cut them", .look, footer: "wrap") { pane, _ in
            (pane.isWrapped, pane.column) = (!pane.isWrapped, 0)
            return []
        },
        KeyBinding("o", "numbers of lines", .look, footer: "numbers") { pane, _ in
            pane.isNumbered.toggle()
            return []
        },
        KeyBinding("y", "copy the line", .look, footer: "copy line") { pane, _ in
            pane.place.map { [.copy(pane.lines[$0].text)] } ?? []
        },
        KeyBinding("l right", "columns to the right", .move) { pane, _ in
            pane.column = min(LogLine.limit, pane.column + 16)
            return pane.isWrapped ? [.notify("lines are wrapped; w cuts them")] : []
        },
        KeyBinding("h left", "columns to the left", .move) { pane, _ in
            pane.column = max(0, pane.column - 16)
            return []
        },
        KeyBinding("j down", "down", .move) { pane, _ in pane.move(by: 1) },
        KeyBinding("k up", "up", .move) { pane, _ in pane.move(by: -1) },
        KeyBinding("gg home", "the first line", .move) { pane, _ in
            (pane.origin, pane.wanted) = (.start, nil)
            return []
        },
        KeyBinding("G end", "the last line, followed", .move) { pane, _ in
            pane.follow()
            return []
        },
        KeyBinding("^d", "half a page down", .move) { pane, _ in pane.scroll(by: 0.5) },
        KeyBinding("^u", "half a page up", .move) { pane, _ in pane.scroll(by: -0.5) },
        KeyBinding("^f pgdn", "a page down", .move) { pane, _ in pane.scroll(by: 1) },
        KeyBinding("^b pgup", "a page up", .move) { pane, _ in pane.scroll(by: -1) },
    ]

    /// Shows the lines that hold something; without it all, around the line under the cursor.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply, text != self.text else { return [] }
        look(for: text)
        isFolded = true
        if !isFollowing { go(to: cursor ?? 0) }
        return []
    }
}

extension LogPane: Pointable {
    /// Takes a click on a line.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        var y = layout.lines.y
        for place in visible {
            y += isWrapped ? rows(of: lines[place]).1.count : 1
            if at.y < y { return at.y < layout.lines.y ? [] : move(by: place - (self.place ?? 0)) }
        }
        return []
    }
}

extension Scene {
    /// Why there is no log to be shown of a deployment; nil where there is one.
    func whyNoLog(of deployment: Deployment.ID?) -> String? {
        guard let deployment else { return "there is no deployment here" }
        return catalog.sources.contains { $0.id == deployment.log }
            ? nil : "`logs` of \(deployment.name) in config.yaml would name its log"
    }

    /// The names of all that has a log.
    var logged: [String] { catalog.sources.compactMap(\.logged).sorted() }
}
