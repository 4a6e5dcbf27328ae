import Entities
import TUI

extension SourcesPane {
    /// The rows of each part: the list first, then the source under the cursor, then the matrix.
    struct Layout {
        let list: Int
        let detail: Int
        let matrix: Int

        init(_ scene: Scene, _ size: Size) {
            let count = scene.catalog.sources.count
            // What is wrong takes three rows more, for whichever source it is.
            let wanted = scene.catalog.failures.isEmpty ? 7 : 10
            detail = min(wanted, max(0, size.height - 4))
            list = max(3, min(count + 2, size.height - detail))
            let rest = size.height - list - detail
            matrix = rest > 2 ? min(count + 2, rest) : 0
        }
    }

    /// The list, the source under the cursor in full, and what each can do.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let layout = Layout(scene, rect.size)
        let states = SourceState.all(scene)
        drawList(states, scene, on: &canvas, in: rest.takeTop(layout.list))
        if states.indices.contains(cursor.rank) {
            drawDetail(states[cursor.rank], scene, on: &canvas, in: rest.takeTop(layout.detail))
        }
        drawMatrix(states, on: &canvas, in: rest.takeTop(layout.matrix))
    }

    private func drawList(
        _ states: [SourceState],
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        var title: Line = [Span("Sources", .title), Span(" \(states.count)", .accent)]
        if !scene.session.context.isEmpty {
            title.append(" · context \(scene.session.context)", .muted)
        }
        let note: Line = [Span("asked only for what is on screen", .muted)]
        TitleRule(title, note: note, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        let isFailing = states.contains { $0.failure != nil }
        let seen = cursor.visible.clamped(to: states.indices).map { rank in
            Table.Row(
                isCurrent: rank == cursor.rank,
                cells: cells(states[rank], scene, isFailing: isFailing)
            )
        }
        Table(columns: columns(isFailing: isFailing), rows: seen, isFocused: true)
            .draw(on: &canvas, in: rest)
    }

    private func columns(isFailing: Bool) -> [Table.Column] {
        let trouble = Table.Column("what is wrong", rank: 70, limit: 32)
        return [
            Table.Column(""),
            Table.Column("source", gap: 1, limit: 24, cut: .middle),
            Table.Column("what it is", rank: 40, limit: 36),
            Table.Column("can", rank: 20),
            Table.Column("holds", rank: 60, limit: 40),
            Table.Column("answers in", isRight: true, rank: 30),
            Table.Column("age", isRight: true, rank: 80),
        ] + (isFailing ? [trouble] : [])
    }

    private func cells(
        _ state: SourceState,
        _ scene: Scene,
        isFailing: Bool
    ) -> [Table.Content] {
        let isStale = state.failure != nil
        let value: Role = isStale ? .stale : .text
        let capabilities = state.check?.capabilities
        let can = Capability.allCases.filter { capabilities?.contains($0) ?? false }
        return [
            .text(state.sign),
            .text(Span(state.source.id.name, .text)),
            .text(Span(state.kind, isStale ? .stale : .muted)),
            capabilities == nil
                ? .pending : .text(Span(can.map(\.rawValue).joined(separator: " "), value)),
            state.holds.isEmpty ? .pending : .text(Span(state.holds, value)),
            state.latency.map { .text(Span($0, value)) } ?? .pending,
            state.age(scene).map { .text(Span($0, isStale ? .stale : .muted)) } ?? .pending,
        ] + (isFailing ? [.text(Span(state.failure?.sentence ?? "", .warn))] : [])
    }

    private func drawDetail(
        _ state: SourceState,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let title: Line = [
            Span(state.source.id.name.cutMiddle(to: 40), .title),
            Span(" \(state.source.kind)", .muted),
        ]
        TitleRule(title, isFocused: false).draw(on: &canvas, in: rest.takeTop())
        Detail(facts(state, scene)).draw(on: &canvas, in: rest)
    }

    private func facts(_ state: SourceState, _ scene: Scene) -> [Detail.Row] {
        var facts: [Detail.Row] = []
        if let failure = state.failure, let trouble = state.trouble(scene) {
            facts = [
                Detail.Row("state", [state.sign, Span(" \(trouble)", state.sign.role)]),
                Detail.Row("why", [Span(failure.sentence, .text)]),
                Detail.Row("what to do", [Span(failure.remedy, .text)]),
                Detail.Row("asked again", [Span(state.retry(scene), .text)]),
            ]
        } else {
            let word = state.answeredAt == nil ? "has not answered yet" : "answers"
            facts = [Detail.Row("state", [state.sign, Span(" \(word)", .text)])]
        }
        facts.append(Detail.Row("place", [Span(state.source.location, .text)]))
        if let version = state.check?.version {
            facts.append(Detail.Row("version", [Span(version, .text)]))
        }
        if !state.holds.isEmpty { facts.append(Detail.Row("holds", [Span(state.holds, .text)])) }
        if let answered = state.answeredAt {
            let moment = scene.moment(answered)
            facts.append(Detail.Row("last answer", [Span(moment, .text)]))
        }
        return facts
    }

    /// Which source can do what; where not all have room, those around the cursor.
    private func drawMatrix(_ states: [SourceState], on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        let note: Line = [
            Span("✓", .ok), Span(" yes  ", .muted), Span("–", .faint), Span(" no", .muted),
        ]
        TitleRule([Span("What each can do", .title)], note: note, isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        let room = rest.height - 1
        let first = max(0, min(cursor.rank - room / 2, states.count - room))
        let rows = states.dropFirst(first).prefix(room).map { state in
            Table.Row(cells: [.text(Span(state.source.id.name, .text))] + marks(state))
        }
        let columns =
            [Table.Column("", limit: 24, cut: .middle)]
            + Capability.allCases.map {
                Table.Column($0.rawValue, isRight: true, gap: rect.width < 100 ? 2 : 3)
            }
        Table(columns: columns, rows: rows, isFocused: false).draw(on: &canvas, in: rest)
    }

    private func marks(_ state: SourceState) -> [Table.Content] {
        Capability.allCases.map { capability in
            guard let all = state.check?.capabilities else { return .pending }
            return .text(all.contains(capability) ? Span("✓", .ok) : Span("–", .faint))
        }
    }
}
