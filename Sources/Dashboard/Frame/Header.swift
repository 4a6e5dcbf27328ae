import Entities
import TUI

/// The first row: context, breadcrumbs, rollouts under way, the state of the sources, the clock.
struct Header {
    let dashboard: Dashboard

    func draw(on canvas: inout Canvas) {
        let width = canvas.size.width
        let clock = Span("   " + dashboard.scene.clock(dashboard.scene.now), .muted)
        let right = rollouts + sources + [clock]
        let rightWidth = Line(right).width
        canvas.put(Line(right), width - rightWidth - 1, 0)
        var x = canvas.put("mldeck", 1, 0, .accent) + 2
        let session = dashboard.scene.session
        if !session.context.isEmpty {
            let role: Role = session.isProduction ? .production : .text
            x = canvas.put(" \(session.context) ", x, 0, role) + 2
            let isNarrow = canvas.size.width < 100
            let state =
                session.isReadOnly ? (isNarrow ? "ro" : "read-only") : isNarrow ? "rw" : "can write"
            x = canvas.put(state, x, 0, .text) + 2
        }
        drawBreadcrumbs(from: x, room: width - rightWidth - 3 - x, on: &canvas)
    }

    /// The breadcrumbs give way first, from the left.
    private func drawBreadcrumbs(from x: Int, room: Int, on canvas: inout Canvas) {
        var crumbs = dashboard.views.last?.breadcrumbs(dashboard.scene) ?? []
        var line = line(crumbs, isCut: false)
        while line.width > room, crumbs.count > 1 {
            crumbs.removeFirst()
            line = self.line(crumbs, isCut: true)
        }
        canvas.put(line, x, 0, limit: room)
    }

    private func line(_ crumbs: [String], isCut: Bool) -> Line {
        var line: Line = isCut ? [Span("… ▸ ", .muted)] : []
        for (index, crumb) in crumbs.enumerated() {
            let isLast = index == crumbs.count - 1
            line.append(crumb.cutMiddle(to: 40), isLast ? .strong : .muted)
            if !isLast { line.append(" ▸ ", .muted) }
        }
        return line
    }

    /// What is being rolled out, or was interrupted: the last one by name.
    private var rollouts: [Span] {
        let open = dashboard.scene.rollouts.filter { !$0.isOver }
        guard let last = open.last(where: \.isInterrupted) ?? open.last else { return [] }
        let name = last.name.cutMiddle(to: 20)
        return last.isInterrupted
            ? [Span("▲ \(name) rollout interrupted   ", .warn)]
            : [Span("► \(name) \(last.plan.summary.cut(to: 20))   ", .info)]
    }

    /// The worst source by name and the others as a count; one sentence if all is well.
    private var sources: [Span] {
        let catalog = dashboard.scene.catalog
        let count = catalog.sources.count
        guard count > 0 else { return [Span("○ no sources", .muted)] }
        let isNarrow = dashboard.size.width < 100
        guard let worst = catalog.failures.first else {
            let word = isNarrow ? "\(count)" : count == 1 ? "1 source" : "\(count) sources"
            return [Span("● ", .ok), Span(word, .ok)]
        }
        let fine = count - catalog.failures.count
        let since = dashboard.scene.clock(worst.since)
        let name = worst.failure.source.name.cutMiddle(to: 20)
        let rest = fine > 0 && !isNarrow ? " · \(fine) ok" : ""
        let isStale = catalog.answeredAt[worst.failure.source] != nil
        let word = isStale ? "stale" : "failed"
        let state =
            isNarrow
            ? "\(name) \(isStale ? since : word)" : "\(name) \(word) since \(since)"
        return [Span("▲ \(state)", .warn), Span(rest, .muted)]
    }
}
