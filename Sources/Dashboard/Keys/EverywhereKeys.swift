import Entities
import TUI

/// The keys that work in every pane that does not use them itself.
enum EverywhereKeys {
    static let all: [KeyBinding<Dashboard>] = [
        KeyBinding(":", "command or locator", .go, footer: "command") { _, _ in
            [.open(CommandPane(), as: .dialog)]
        },
        KeyBinding("?", "keys that work here", .go, footer: "help") { _, _ in [.help] },
        KeyBinding("esc", "one step back", .go) { _, _ in [.back(orLeave: false)] },
        KeyBinding("q", "one step back; at the first view it leaves", .go) { _, _ in
            [.back(orLeave: true)]
        },
        KeyBinding("-", "last view", .go) { dashboard, _ in
            dashboard.swapWithLast()
            return []
        },
        KeyBinding("[", "back in history", .go) { _, _ in [.back(orLeave: false)] },
        KeyBinding("]", "forward in history", .go) { dashboard, _ in
            dashboard.forth()
            return []
        },
        KeyBinding("r", "ask every source again", .look) { _, _ in [.refresh] },
        KeyBinding("yy", "copy the view's locator", .look) { dashboard, _ in
            [.copy(dashboard.locator.description)]
        },
    ]

    /// Those that work in text fields too.
    static let always: [KeyBinding<Dashboard>] = [
        KeyBinding("^l", "draw the screen anew", .look) { _, _ in [.repaint] },
        KeyBinding("^z", "suspend", .look) { _, _ in [.suspend] },
        KeyBinding("^c", "twice: leave at once", .go) { dashboard, _ in dashboard.interrupt() },
    ]
}

extension Dashboard {
    /// What footer and help show: the uppermost pane's keys, then those that work everywhere.
    var hints: [KeyHint] {
        let top: any Pane = dialogs.last ?? views[views.count - 1]
        let own = top.hints(scene)
        let taken = Set(own.flatMap(\.names))
        let everywhere = EverywhereKeys.all.hints(for: self, scene).compactMap { $0.without(taken) }
        let always = EverywhereKeys.always.hints(for: self, scene)
        return own + (top is any TextEntry ? [] : everywhere) + always
    }
}

extension KeyHint {
    /// The hint without keys that mean something else here; nil where none is left.
    fileprivate func without(_ taken: Set<String>) -> KeyHint? {
        var rest = self
        rest.names.removeAll(where: taken.contains)
        return rest.names.isEmpty ? nil : rest
    }
}
