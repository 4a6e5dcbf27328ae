import Entities
import TUI

extension RunPane {
    /// Going through areas and rows, opening what is under the cursor.
    public static let keys: [KeyBinding<RunPane>] =
        [
            KeyBinding("enter", "open the chart, folder or file", .go, label: opens) {
                pane,
                scene in pane.open(scene)
            },
            KeyBinding("tab", "next area", .move, footer: "next area") { pane, _ in
                pane.go(by: 1)
            },
            KeyBinding("backtab", "area before", .move) { pane, _ in pane.go(by: -1) },
            KeyBinding("/", "search keys; esc clears it", .look, footer: "search") { pane, _ in
                [.open(SearchPane(pane.search), as: .dialog)]
            },
            KeyBinding("esc", "clear the search, or one step back", .go) { pane, _ in
                guard !pane.search.isEmpty else { return [.back(orLeave: false)] }
                pane.search = ""
                return []
            },
            KeyBinding("z", "fold a section of charts away, or show it", .look) { pane, _ in
                pane.fold()
            },
            KeyBinding("gf", "files", .go, footer: "files") { pane, _ in
                [.open(FilesPane(of: .run(pane.run)), as: .view)]
            },
            KeyBinding("gr", "runs of the experiment", .go) { pane, scene in
                guard let name = pane.detail(scene)?.run.experimentName else { return [] }
                return [.go(Locator(pane: "runs", path: [name]))]
            },
            KeyBinding("space", "mark this run", .look) { pane, _ in
                let run = pane.run
                return [.session { $0.toggleMark(run) }]
            },
            KeyBinding("T", "tag it, or write its note", .change) { pane, _ in
                [.open(AskPane(.tag(.run(pane.run))), as: .dialog)]
            },
            KeyBinding("y", "copy the value", .look) { pane, scene in
                pane.value(scene).map { [.copy($0)] } ?? []
            },
        ] + areas + moves

    private static let areas: [KeyBinding<RunPane>] = RunArea.allCases.map { area in
        KeyBinding("\(area.rawValue + 1)", area.title.lowercased(), .move) { pane, _ in
            pane.area = area
            return []
        }
    }

    private static let moves: [KeyBinding<RunPane>] = [
        KeyBinding("j down", "down", .move) { pane, _ in pane.move(by: 1) },
        KeyBinding("k up", "up", .move) { pane, _ in pane.move(by: -1) },
        KeyBinding("l right", "chart to the right", .move) { pane, _ in pane.move(by: 1) },
        KeyBinding("h left", "chart to the left", .move) { pane, _ in pane.move(by: -1) },
        KeyBinding("gg home", "top", .move) { pane, _ in pane.move(by: .min) },
        KeyBinding("G end", "bottom", .move) { pane, _ in pane.move(by: .max) },
        KeyBinding("^d ^f pgdn", "a page down", .move) { pane, _ in pane.page(by: 1) },
        KeyBinding("^u ^b pgup", "a page up", .move) { pane, _ in pane.page(by: -1) },
    ]

    private static let opens: @Sendable (RunPane, Scene) -> String = { pane, _ in
        switch pane.area {
        case .metrics, .charts: "chart"
        case .files: "open"
        case .params, .facts: ""
        }
    }
}

extension RunPane {
    private mutating func go(by step: Int) -> [Effect] {
        let count = RunArea.allCases.count
        area = RunArea(rawValue: (area.rawValue + step + count) % count) ?? .params
        return []
    }

    private mutating func move(by rows: Int) -> [Effect] {
        let keys = lists.keys(of: area)
        let rank = (cursors[area]?.rank ?? 0).saturatingAdd(rows)
        cursors[area]?.move(
            to: rank,
            count: keys.count,
            id: { keys.indices.contains($0) ? keys[$0] : nil }
        )
        return []
    }

    private mutating func page(by pages: Int) -> [Effect] {
        move(by: pages * max(1, area == .charts ? 4 : cursors[area]?.height ?? 1))
    }

    private mutating func fold() -> [Effect] {
        let key = cursors[.charts]?.id
        if area == .charts, !lists.charts.isEmpty,
            let section = lists.sections.first(where: { $0.keys.contains(key ?? "") })
        {
            folded.insert(section.name)
        } else {
            folded = []
        }
        return []
    }

    private func open(_ scene: Scene) -> [Effect] {
        guard let key = currentKey else { return [] }
        switch area {
        case .metrics, .charts:
            let marks = scene.session.marks
            return [.open(ChartPane(key, of: marks.contains(run) ? marks : [run]), as: .view)]
        case .files: return [.open(FilesPane(of: .run(run), at: key), as: .view)]
        case .params, .facts: return []
        }
    }

    /// The text of the row under the cursor.
    private func value(_ scene: Scene) -> String? {
        guard let key = currentKey, let run = detail(scene)?.run else { return nil }
        switch area {
        case .params: return run.params[key]
        case .metrics, .charts: return run.metrics[key].map { "\($0)" }
        case .facts: return lists.facts.first { $0.label == key }?.value
        case .files: return key
        }
    }
}

extension RunPane: Asking {
    /// Takes what is searched for, letter by letter.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        guard case .search(let text) = reply else { return [] }
        search = text
        return []
    }
}
