import Entities
import TUI

/// Chooses the columns of the runs table and sorts by any field there is.
public struct ColumnsPane: TextEntry {
    let experiment: String?
    let order: [SortKey]
    private var chosen: [Field]
    /// What was chosen at first: rows stay where they are while they are chosen.
    private let initial: [Field]
    private var search = TextField()
    private var rank = 0

    init(experiment: String?, chosen: [Field], order: [SortKey]) {
        self.experiment = experiment
        self.chosen = chosen
        initial = chosen
        self.order = order
    }

    /// Choosing, sorting and moving; letters search.
    public static let keys: [KeyBinding<ColumnsPane>] = [
        KeyBinding("enter", "sort by it", .look, footer: "sort by it") { pane, scene in
            pane.current(scene).map { [.close(.sort($0))] } ?? []
        },
        KeyBinding("tab", "show or hide it", .look, footer: "show or hide") { pane, scene in
            pane.toggle(scene)
        },
        KeyBinding("down ^n", "down", .move) { pane, scene in pane.move(by: 1, scene) },
        KeyBinding("up ^p", "up", .move) { pane, scene in pane.move(by: -1, scene) },
        KeyBinding("pgdn", "ten down", .move) { pane, scene in pane.move(by: 10, scene) },
        KeyBinding("pgup", "ten up", .move) { pane, scene in pane.move(by: -10, scene) },
        KeyBinding("esc", "back", .go, footer: "back") { _, _ in [.close(nil)] },
    ]

    /// Every field of the stores.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [Ask(RunFields(experiments: experiment.map { [$0] }, isComplete: true))]
    }

    /// Searches.
    public mutating func type(_ key: Key, _ scene: Scene) -> [Effect] {
        if search.press(key) { rank = 0 }
        return []
    }

    /// Searches for what was pasted.
    public mutating func paste(_ text: String, _ scene: Scene) -> [Effect] {
        search.insert(text)
        rank = 0
        return []
    }

    private mutating func move(by step: Int, _ scene: Scene) -> [Effect] {
        rank = min(max(0, rank + step), max(0, fields(scene).count - 1))
        return []
    }

    private func current(_ scene: Scene) -> Field? {
        let fields = fields(scene)
        return fields.indices.contains(rank) ? fields[rank] : nil
    }

    private mutating func toggle(_ scene: Scene) -> [Effect] {
        guard let field = current(scene) else { return [] }
        guard !field.isAttribute else {
            return [.notify("\(field.title) is no column that comes and goes")]
        }
        if let index = chosen.firstIndex(of: field) {
            chosen.remove(at: index)
        } else {
            chosen.append(field)
        }
        let (key, fields) = (experiment ?? "*", chosen)
        return [.session { $0.columns[key] = fields }]
    }

    /// What matches the search: what is shown first, then what is common, then all else.
    private func fields(_ scene: Scene) -> [Field] {
        let question = RunFields(experiments: experiment.map { [$0] }, isComplete: true)
        let answers = scene.catalog[question].sorted { $0.key < $1.key }.compactMap(\.value.answer)
        var seen = Set<Field>()
        let attributes = Filter.Kind.runs.fields
        let all = initial + attributes + answers.flatMap(\.common) + answers.flatMap(\.all)
        let wanted = search.text.lowercased()
        return all.filter { field in
            (wanted.isEmpty || field.title.lowercased().contains(wanted))
                && seen.insert(field).inserted
        }
    }
}

extension ColumnsPane {
    /// A search field, and the list below it.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let fields = fields(scene)
        let size = Size(min(72, rect.width - 8), min(30, rect.height - 5))
        var inner = Frame(
            [Span("Columns", .title), Span(" · \(chosen.count) shown", .muted)],
            note: [Span("type to search · \(Format.count(fields.count)) fields", .muted)]
        ).draw(on: &canvas, in: rect.centred(size))
        let line = inner.takeTop()
        search.draw(sign: " / ", on: &canvas, in: Rect(line.x, line.y, line.width - 1, 1))
        let top = max(0, min(rank - inner.height / 2, fields.count - inner.height))
        for (index, field) in fields.dropFirst(top).prefix(inner.height).enumerated() {
            let row = Rect(inner.x, inner.y + index, inner.width, 1)
            draw(field, on: &canvas, row, isCurrent: top + index == rank)
        }
        if fields.isEmpty { canvas.put("nothing matches", inner.x + 3, inner.y, .muted) }
    }

    private func draw(_ field: Field, on canvas: inout Canvas, _ row: Rect, isCurrent: Bool) {
        if chosen.contains(field) || field.isAlwaysShown { canvas.put("✓", row.x + 1, row.y, .ok) }
        let name = field.title.cutMiddle(to: row.width - 16)
        let end = canvas.put(name, row.x + 3, row.y, .text)
        if let key = order.first(where: { $0.field == field }) {
            canvas.put(key.isShownFalling ? " ↓" : " ↑", end, row.y, .accent)
        }
        canvas.put(field.kind, row.right - 11, row.y, .muted)
        guard isCurrent else { return }
        canvas.select(row)
        canvas.put("▌", row.x, row.y, .accent)
    }
}

extension Field {
    /// Whether the table has its column at all times.
    fileprivate var isAlwaysShown: Bool {
        guard case .attribute(let attribute) = self else { return false }
        return [.name, .status, .start, .duration, .user, .store].contains(attribute)
    }

    fileprivate var kind: String {
        switch self {
        case .attribute: "attribute"
        case .metric, .history: "metric"
        case .param: "param"
        case .tag: "tag"
        case .several: "dataset"
        }
    }
}
