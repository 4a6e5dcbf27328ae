import Entities
import TUI

extension RunsPane {
    /// Moving, sorting, marking, folding and choosing columns.
    public static let keys: [KeyBinding<RunsPane>] =
        [
            KeyBinding("enter", "open the run", .go, footer: "open", refusal: noRun) { pane, _ in
                pane.cursor.id.map { [.open(RunPane($0), as: .view)] } ?? []
            },
            KeyBinding(
                "space",
                "mark this run, and go down",
                .look,
                footer: "mark",
                refusal: noRun
            ) { pane, scene in
                guard let id = pane.cursor.id else { return [] }
                return pane.move(by: 1, scene) + [.session { $0.toggleMark(id) }]
            },
            KeyBinding("/", "filter; esc clears it", .look, footer: "filter") { pane, scene in
                let experiment = pane.runs(scene)?.experiments?.first
                let prompt = FilterPane(pane.filterText, of: .runs(of: experiment))
                return [.open(prompt, as: .dialog)]
            },
            KeyBinding("esc", "clear the filter, or one step back", .go) { pane, scene in
                guard !pane.filterText.isEmpty else { return [.back(orLeave: false)] }
                pane.show(filter: "", scene.now)
                return []
            },
            KeyBinding("v", "mark a range: here it begins, again it ends", .look, refusal: noRun) {
                pane,
                scene in pane.markRange(scene)
            },
            KeyBinding("s", "sort by this column; again turns it round", .look, footer: "sort") {
                pane,
                scene in
                pane.sort(by: pane.currentField ?? pane.order.first?.field ?? .attribute(.start))
                return []
            },
            KeyBinding("h left", "column to the left", .move) { pane, scene in
                pane.moveColumn(by: -1, scene)
                return []
            },
            KeyBinding("l right", "column to the right", .move) { pane, scene in
                pane.moveColumn(by: 1, scene)
                return []
            },
            KeyBinding("o", "columns, and sorting by any field", .look, footer: "columns") {
                pane,
                scene in
                let name = pane.runs(scene)?.experiments?.first
                let columns = ColumnsPane(
                    experiment: name,
                    chosen: pane.fields(scene),
                    order: pane.order
                )
                return [.open(columns, as: .dialog)]
            },
            KeyBinding("z", "fold children away, or show them", .look, refusal: noChildren) {
                pane,
                scene in
                guard let id = pane.cursor.id else { return [] }
                if pane.folded.remove(id) == nil { pane.folded.insert(id) }
                return []
            },
            KeyBinding("T", "tag the run, or write its note", .change, refusal: noRun) { pane, _ in
                pane.cursor.id.map { [.open(AskPane(.tag(.run($0))), as: .dialog)] } ?? []
            },
            KeyBinding("y", "copy the run's id", .look, refusal: noRun) { pane, _ in
                pane.cursor.id.map { [.copy($0.key)] } ?? []
            },
        ] + moves
}

extension RunsPane {
    private static let noRun: @Sendable (RunsPane, Scene) -> String? = { pane, _ in
        pane.cursor.id == nil ? "no run is loaded here" : nil
    }

    private static let noChildren: @Sendable (RunsPane, Scene) -> String? = { pane, scene in
        let run = pane.page(scene)[pane.cursor.rank]
        if pane.order != [.newest] { return "runs are nested while they are sorted by age" }
        return (run?.children ?? 0) > 0 ? nil : "this run has no children"
    }

    /// Begins a range at the cursor, or marks all that is loaded from its start to the cursor.
    fileprivate mutating func markRange(_ scene: Scene) -> [Effect] {
        guard let start = rangeStart else {
            rangeStart = cursor.rank
            return [.notify("the range begins here; v again marks to the cursor")]
        }
        rangeStart = nil
        let page = page(scene)
        let ranks = min(start, cursor.rank)...max(start, cursor.rank)
        let ids = ranks.compactMap { page[$0]?.id }
        return [
            .session { session in
                for id in ids where session.mark(of: id) == nil { session.toggleMark(id) }
            }
        ]
    }

    /// Moves the column cursor over the columns that can be sorted by and have room.
    fileprivate mutating func moveColumn(by step: Int, _ scene: Scene) {
        let fields = specs(scene).compactMap(\.field)
        let current = currentField ?? order.first?.field
        let index = fields.firstIndex { $0 == current } ?? 0
        let next = min(max(0, index + step), fields.count - 1)
        if fields.indices.contains(next) { currentField = fields[next] }
    }
}

extension RunsPane: Asking {
    /// Does what the columns dialog or the filter prompt says.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        switch reply {
        case .sort(let field): sort(by: field)
        case .filter(let text): show(filter: text, scene.now)
        case .search: break
        }
        return []
    }
}
