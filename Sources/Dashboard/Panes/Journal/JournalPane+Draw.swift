import Entities
import TUI

extension JournalPane {
    /// Where the areas stand: the entries, and the one under the cursor in full.
    struct Layout {
        /// The row of the table's head.
        let head: Int
        let table: Rect
        let detail: Rect

        init(_ pane: JournalPane, in rect: Rect) {
            var rest = rect
            head = pane.text.isEmpty ? 1 : 2
            detail = rest.takeBottom(rect.height >= 18 ? 9 : 0)
            table = rest
        }

        /// The entries that have room below the head.
        var tableRows: Int { max(1, table.height - head - 1) }
    }

    /// The entries, and below them the one under the cursor.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(self, in: rect)
        var rest = layout.table
        let page = page(scene)
        TitleRule(title(page), note: range(page), isFocused: true)
            .draw(on: &canvas, in: rest.takeTop())
        if !text.isEmpty { FilterLine(text: text).draw(on: &canvas, in: rest.takeTop()) }
        guard let page, page.found > 0 else {
            let sentence =
                page == nil
                ? "reading…"
                : text.isEmpty
                    ? "Nothing has been changed by mldeck yet." : "No entry holds these words."
            return Nothing(sentence: sentence).draw(scene, on: &canvas, in: rest)
        }
        table(page, scene).draw(on: &canvas, in: rest)
        if let entry = current(scene) {
            draw(entry, scene, on: &canvas, in: layout.detail)
        }
    }

    private func title(_ page: JournalPage?) -> Line {
        var title: Line = [Span("Journal", .title)]
        guard let page else { return title }
        title.append(" \(Format.count(page.found))", .accent)
        if page.found != page.count { title.append(" of \(Format.count(page.count))", .muted) }
        title.append(" entries · ", .muted)
        if let fault = page.faults.first {
            title.append("✗ \(fault)", .critical)
        } else {
            title.append("✓ chain verified", .ok)
        }
        return title
    }

    private func range(_ page: JournalPage?) -> Line {
        guard let page, page.found > 0 else { return [] }
        let last = min(cursor.visible.upperBound, page.found)
        let seen = "\(Format.count(cursor.top + 1))–\(Format.count(last))"
        return [Span("newest first · \(seen)", .muted)]
    }

    private func table(_ page: JournalPage, _ scene: Scene) -> Table {
        let columns = [
            Table.Column("#", isRight: true), Table.Column("time", gap: 1),
            Table.Column("who", rank: 40, limit: 12), Table.Column("did"),
            Table.Column("to", limit: 20, cut: .middle), Table.Column("what", limit: 64),
            Table.Column("took", isRight: true, rank: 20), Table.Column("outcome", rank: 60),
            Table.Column("hash", rank: 10),
        ]
        let ranks = cursor.visible.clamped(to: 0..<page.found)
        let rows = ranks.map { rank in
            Table.Row(
                isCurrent: rank == cursor.rank,
                cells: page[rank].map { cells($0, scene) }
                    ?? columns.map { _ in Table.Content.pending }
            )
        }
        return Table(columns: columns, rows: rows, isFocused: true)
    }

    private func cells(_ entry: JournalEntry, _ scene: Scene) -> [Table.Content] {
        [
            .text(Span(Format.count(entry.number), .muted)),
            .text(Span(scene.second(entry.at), .text)),
            .text(Span(entry.actor.user, .text)),
            .text(Span(entry.action.rawValue, .muted)),
            .text(Span(entry.subject, .text)),
            .text(Span(entry.what, .text)),
            entry.took.map { .text(Span(Format.took(milliseconds: $0), .muted)) } ?? .absent,
            .line(entry.outcome.look(entry.status)),
            .text(Span(String(entry.hash.prefix(4)), .faint)),
        ]
    }

    private func draw(
        _ entry: JournalEntry,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        guard !rect.isEmpty else { return }
        var rest = rect
        let chain = "chain \(Format.count(entry.number - 1)) → \(Format.count(entry.number))"
        let plan = entry.plan.map { "plan \($0.prefix(8)) · " } ?? ""
        TitleRule(
            [Span("#\(Format.count(entry.number)) \(entry.action.rawValue)", .title)],
            note: [Span(plan + chain, .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let who = [entry.actor.user + " on " + entry.actor.host, entry.actor.terminal]
            .filter { !$0.isEmpty }.joined(separator: ", ")
        let facts: [(String, String)] = [
            ("what", entry.what), ("why", entry.why ?? ""),
            ("where", entry.source.name), ("by", who), ("git", entry.actor.git),
            ("sent", entry.sent.map { "sha256 \($0)" } ?? ""), ("when", entry.at.iso8601),
            ("hash", "\(entry.hash)  of the one before  \(entry.previous.prefix(8))…"),
        ]
        Detail(facts.filter { !$0.1.isEmpty }.map { Detail.Row($0.0, [Span($0.1, .text)]) })
            .draw(on: &canvas, in: rest)
    }
}

extension JournalEntry.Outcome {
    /// Its sign and word; an answer's status in its place.
    func look(_ status: Int? = nil) -> Line {
        switch self {
        case .done: [Span("✓ ", .ok), Span(status.map { "\($0)" } ?? "done", .muted)]
        case .passed: [Span("✓ ", .ok), Span("passed", .muted)]
        case .warned: [Span("▲ ", .warn), Span("warned", .muted)]
        case .failed: [Span("✗ ", .critical), Span("failed", .text)]
        case .refused: [Span("✗ ", .critical), Span("refused", .text)]
        case .rolledBack: [Span("↶ ", .warn), Span("rolled back", .text)]
        case .open: [Span("► ", .info), Span("begun", .muted)]
        }
    }
}

extension Scene {
    /// A moment with its seconds today, as a date before.
    func second(_ moment: Instant) -> String {
        let at = moment.civil(offset: session.zone.offset(at: moment))
        let short = self.moment(moment)
        return short.contains(":") ? short + ":" + at.second.digits(2) : short
    }
}
