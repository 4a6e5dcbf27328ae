import Entities
import TUI

extension FilesPane {
    /// Opening folders, going through files, reading their beginnings.
    public static let keys: [KeyBinding<FilesPane>] = [
        KeyBinding("enter", "open the folder, or close it; read the file", .go, footer: "open") {
            pane,
            scene in pane.open(scene)
        },
        KeyBinding("tab", "tree or preview", .move, footer: "next area") { pane, _ in
            pane.isReading.toggle()
            return []
        },
        KeyBinding("l right", "open the folder", .look) { pane, scene in
            guard let file = pane.current, file.isFolder else { return [] }
            pane.opened.insert(file.path)
            return []
        },
        KeyBinding("h left z", "close the folder", .look) { pane, scene in pane.closeFolder(scene)
        },
        KeyBinding("y", "copy the path", .look, footer: "copy path") { pane, _ in
            pane.cursor.id.map { [.copy($0)] } ?? []
        },
        KeyBinding("j down", "down", .move) { pane, scene in pane.move(by: 1, scene) },
        KeyBinding("k up", "up", .move) { pane, scene in pane.move(by: -1, scene) },
        KeyBinding("gg home", "top", .move) { pane, scene in pane.move(by: .min, scene) },
        KeyBinding("G end", "bottom", .move) { pane, scene in pane.move(by: .max, scene) },
        KeyBinding("^d ^f pgdn", "a page down", .move) { pane, scene in
            pane.move(by: pane.cursor.height, scene)
        },
        KeyBinding("^u ^b pgup", "a page up", .move) { pane, scene in
            pane.move(by: -pane.cursor.height, scene)
        },
    ]

    private mutating func open(_ scene: Scene) -> [Effect] {
        guard let file = current else { return [] }
        guard file.isFolder else {
            isReading = true
            return []
        }
        if opened.remove(file.path) == nil { opened.insert(file.path) }
        return []
    }

    private mutating func closeFolder(_ scene: Scene) -> [Effect] {
        guard let file = current else { return [] }
        let parent = file.path.split(separator: "/").dropLast().joined(separator: "/")
        let folder = opened.contains(file.path) ? file.path : parent
        opened.remove(folder)
        list(scene)
        if let rank = rows.firstIndex(where: { $0.file.path == folder }) {
            cursor.move(to: rank, count: rows.count) { rows[$0].file.path }
        }
        return []
    }

    private mutating func move(by count: Int, _ scene: Scene) -> [Effect] {
        if isReading {
            top = max(0, min(top.saturatingAdd(count), lines(scene).count - 1))
            return []
        }
        let rank = cursor.rank.saturatingAdd(count)
        cursor.move(to: rank, count: rows.count) {
            rows.indices.contains($0) ? rows[$0].file.path : nil
        }
        top = 0
        return []
    }
}
