import Entities
import TUI

/// What nobody is told of: until when, by whom and why.
public struct SilencesPane: View, Pointable, ListPane {
    var cursor = ListCursor<Silence.ID>()
    private(set) var landed = LandedAlerts()

    /// Whether the alerts are the view before.
    private let isOverAlerts: Bool

    init(isOverAlerts: Bool = false) { self.isOverAlerts = isOverAlerts }

    /// Its name.
    public func locator(_ scene: Scene) -> Locator { Locator(pane: "silences") }

    /// Alerts, then their silences.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["alerts", "silences"] }

    /// What rules say, and what is silenced.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] { [Ask(Alerts())] }

    /// Takes in what has landed, and keeps the cursor on its silence.
    public mutating func settle(_ scene: Scene, in size: Size) {
        _ = landed.settle(scene)
        let all = landed.silences
        cursor.settle(
            count: all.count,
            height: max(1, tableRows(in: size.height)),
            find: { id in all.firstIndex { $0.id == id } },
            id: { all.indices.contains($0) ? all[$0].id : nil }
        )
    }

    /// Every silence.
    func list(_ scene: Scene) -> (count: Int, id: (Int) -> Silence.ID?) {
        let all = landed.silences
        return (all.count, { all.indices.contains($0) ? all[$0].id : nil })
    }

    /// Takes a click on a row.
    public mutating func click(_ at: Point, _ scene: Scene, in size: Size) -> [Effect] {
        let rank = at.y - 2
        guard (0..<tableRows(in: size.height)).contains(rank) else { return [] }
        return move(to: cursor.top + rank, scene)
    }

    /// The silences that have room below the head: the one under the cursor stands below them.
    private func tableRows(in height: Int) -> Int {
        min(landed.silences.count, height - 2 - (height < 16 ? 0 : 9))
    }

    var current: Silence? {
        landed.silences.indices.contains(cursor.rank) ? landed.silences[cursor.rank] : nil
    }

    /// The silences in a table.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let all = landed.silences
        var title: Line = [Span("Silences", .title)]
        for state in [Silence.State.active, .pending, .expired] {
            let count = all.count { $0.state == state }
            let role: Role = state == .active ? .accent : .muted
            let gap = title.spans.count == 1 ? " " : "  "
            if count > 0 { title.append("\(gap)\(Format.count(count)) \(state.rawValue)", role) }
        }
        TitleRule(title, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        guard !all.isEmpty else {
            let sentence =
                landed.isEmpty
                ? "reading…"
                : landed.keepers.isEmpty
                    ? "No Alertmanager is read that could keep a silence."
                    : "Nothing is silenced."
            return Nothing(sentence: sentence).draw(scene, on: &canvas, in: rest)
        }
        table(all, scene)
            .draw(on: &canvas, in: rest.takeTop(tableRows(in: rect.height) + 1))
        if rect.height >= 16, let current { draw(current, scene, on: &canvas, in: rest) }
    }

    private func table(_ all: [Silence], _ scene: Scene) -> Table {
        let columns = [
            Table.Column(""), Table.Column("state", gap: 1),
            Table.Column("alerts", limit: 44), Table.Column("matches", isRight: true),
            Table.Column("until"), Table.Column("by", rank: 20, limit: 16),
            Table.Column("comment", rank: 30, limit: 48),
            Table.Column("id", rank: 10, limit: 9),
        ]
        let rows = cursor.visible.clamped(to: all.indices).map { rank in
            let silence = all[rank]
            let role: Role = silence.state == .expired ? .muted : .text
            let matches = landed.alerts.count { $0.silences.contains(silence.id.key) }
            let cells: [Table.Content] = [
                .text(silence.state.look), .text(Span(silence.state.rawValue, role)),
                .text(Span(silence.matchers.written, role)),
                .text(Span(Format.count(matches), role)),
                .text(Span(scene.moment(silence.end), role)), .text(Span(silence.by, .muted)),
                .text(Span(silence.comment, role)), .text(Span(silence.id.key, .faint)),
            ]
            let isStale = landed.stale.contains(silence.id.source)
            return Table.Row(
                isCurrent: rank == cursor.rank,
                cells: isStale ? cells.map { $0.inRole(.stale) } : cells
            )
        }
        return Table(columns: columns, rows: rows, isFocused: true)
    }

    /// Extending and ending silences, and moving.
    public static let keys: [KeyBinding<SilencesPane>] =
        [
            KeyBinding(
                "S",
                "let it go on",
                .change,
                footer: "extend…",
                refusal: { pane, _ in pane.whyOver },
                action: { pane, _ in
                    pane.current.map { [.open(AskPane(.extension($0)), as: .dialog)] } ?? []
                }
            ),
            KeyBinding(
                "X",
                "end it",
                .change,
                footer: "end…",
                refusal: { pane, _ in pane.whyOver },
                action: { pane, _ in
                    pane.current.map {
                        [.open(PlanPane(.silence(.expire($0.id))), as: .dialog)]
                    } ?? []
                }
            ),
            KeyBinding("tab", "the alerts", .move, footer: "alerts") { pane, _ in
                [pane.isOverAlerts ? .back(orLeave: false) : .go(Locator(pane: "alerts"))]
            },
            KeyBinding("y", "copy its id", .look, footer: "copy id") { pane, _ in
                pane.current.map { [.copy($0.id.key)] } ?? []
            },
        ] + moves

    private var whyOver: String? {
        guard let current else { return "there is no silence" }
        return current.state == .expired ? "it has ended" : nil
    }
}

extension Silence.State {
    fileprivate var look: Span {
        switch self {
        case .active: Span("◦", .accent)
        case .pending: Span("○", .muted)
        case .expired: Span("✓", .muted)
        }
    }
}
