import Entities
import TUI

/// A pane whose cursor stands in a list: in all of them the same keys move alike.
protocol ListPane: Pane {
    /// What the cursor stands on.
    associatedtype ID: Hashable & Sendable
    /// Where the cursor stands.
    var cursor: ListCursor<ID> { get set }
    /// How many rows there are, and what stands at a rank; nil where it is not loaded.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> ID?)
}

extension ListPane {
    /// By rows, by pages and to the ends.
    static var moves: [KeyBinding<Self>] {
        [
            KeyBinding("j down", "down", .move) { pane, scene in pane.move(by: 1, scene) },
            KeyBinding("k up", "up", .move) { pane, scene in pane.move(by: -1, scene) },
            KeyBinding("gg home", "top", .move) { pane, scene in pane.move(by: .min, scene) },
            KeyBinding("G end", "bottom", .move) { pane, scene in pane.move(by: .max, scene) },
            KeyBinding("^d", "half a page down", .move) { pane, scene in
                pane.scroll(by: pane.cursor.height / 2, scene)
            },
            KeyBinding("^u", "half a page up", .move) { pane, scene in
                pane.scroll(by: -pane.cursor.height / 2, scene)
            },
            KeyBinding("^f pgdn", "a page down", .move) { pane, scene in
                pane.scroll(by: pane.cursor.height, scene)
            },
            KeyBinding("^b pgup", "a page up", .move) { pane, scene in
                pane.scroll(by: -pane.cursor.height, scene)
            },
        ]
    }

    mutating func move(to rank: Int, _ scene: Scene) -> [Effect] {
        let list = list(scene)
        cursor.move(to: rank, count: list.count, id: list.id)
        return []
    }

    mutating func move(by rows: Int, _ scene: Scene) -> [Effect] {
        move(to: cursor.rank.saturatingAdd(rows), scene)
    }

    mutating func scroll(by rows: Int, _ scene: Scene) -> [Effect] {
        let list = list(scene)
        cursor.scroll(by: rows, count: list.count, id: list.id)
        return []
    }
}

extension Int {
    /// The sum, or the nearest number there is.
    func saturatingAdd(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }
}
