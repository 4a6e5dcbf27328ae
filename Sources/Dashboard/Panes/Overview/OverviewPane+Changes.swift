import Entities
import TUI

/// Something that changed: a run ended, a rollout began or ended, an alias moved, an alert fired.
struct ChangedLine {
    let thing: OverviewPane.Thing
    let at: Instant
    let sign: Span
    let name: String
    /// What became of it, in a sentence after its name.
    let what: Line
    let by: String
}

extension OverviewPane {
    /// What changed, the newest first.
    func changed(_ scene: Scene) -> [ChangedLine] {
        let moves = scene.catalog[AliasMoves()].values.flatMap { $0.answer ?? [] }
        let lines =
            endedRuns(scene).compactMap(line) + scene.rollouts.compactMap(line)
            + alerts.latest.compactMap(line)
            // What mldeck itself has moved is told as a rollout.
            + moves.filter { $0.by == nil }.map(line)
        return lines.enumerated().sorted {
            ($1.element.at, $0.offset) < ($0.element.at, $1.offset)
        }.map(\.element)
    }

    private func line(_ run: Run) -> ChangedLine? {
        run.end.map { end in
            ChangedLine(
                thing: .run(run.id),
                at: end,
                sign: Span(run.status.sign, run.status.role),
                name: run.name,
                what: ending(run),
                by: run.user
            )
        }
    }

    private func line(_ rollout: Rollout) -> ChangedLine? {
        let look = rollout.look.spans
        return rollout.last.map { last in
            ChangedLine(
                thing: .rollout(rollout.id),
                at: last.at,
                sign: look.first.map { Span(String($0.text.prefix { $0 != " " }), $0.role) }
                    ?? Span(" ", .text),
                name: rollout.name,
                what: Line([Span(rollout.plan.summary + " ", .text)] + look.dropFirst()),
                by: rollout.begun?.actor.user ?? ""
            )
        }
    }

    private func line(_ move: AliasMove) -> ChangedLine {
        let version = move.version.map { "stands for v\($0)" } ?? "is gone"
        return ChangedLine(
            thing: .version(move.model, move.version),
            at: move.at,
            sign: Span("→", .info),
            name: "\(move.model.name)@\(move.alias)",
            what: [Span(version, .text), Span(", moved elsewhere", .muted)],
            by: ""
        )
    }

    func drawChanges(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        var rest = rect
        let all = changed(scene)
        let hasOthers = all.contains { if case .run = $0.thing { false } else { true } }
        TitleRule(
            [Span("Changed lately", .title)],
            note: [Span(hasOthers ? "runs, rollouts, aliases, alerts" : "runs", .muted)],
            isFocused: section == .changes
        ).draw(on: &canvas, in: rest.takeTop())
        guard !all.isEmpty else {
            if !rest.isEmpty { canvas.put("no run has ended yet", rest.x + 3, rest.y, .muted) }
            return
        }
        let seen = cursor(.changes).visible.clamped(to: all.indices)
        let times = all[seen].map { scene.moment($0.at) }
        let columns = Columns(
            time: times.reduce(0) { max($0, Width.of($1)) },
            name: min(32, all[seen].reduce(0) { max($0, Width.of($1.name)) }),
            what: all[seen].reduce(0) { max($0, $1.what.width) }
        )
        for (rank, time) in zip(seen, times) {
            let line = rest.takeTop()
            guard !line.isEmpty else { return }
            canvas.put(time, line.x + 3, line.y, .muted)
            draw(all[rank], columns, on: &canvas, line)
            select(line, .changes, rank, on: &canvas)
        }
    }

    /// How wide the parts of the lines are.
    private struct Columns {
        let time: Int
        let name: Int
        let what: Int
    }

    private func draw(
        _ change: ChangedLine,
        _ columns: Columns,
        on canvas: inout Canvas,
        _ line: Rect
    ) {
        let x = line.x + 5 + columns.time
        canvas.put(change.sign.text, x, line.y, change.sign.role)
        canvas.put(change.name.cutMiddle(to: columns.name), x + 2, line.y, .text)
        let user = change.by.cut(to: 16)
        let what = x + 4 + columns.name
        let by = min(what + columns.what + 3, line.right - 2 - Width.of(user))
        canvas.put(change.what, what, line.y, limit: max(0, by - what - 2))
        canvas.put(user, by, line.y, .muted)
    }
}
