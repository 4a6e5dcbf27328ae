import Entities
import TUI

extension RolloutPane {
    /// What it is and how far; its steps; what the journal says.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        guard let rollout = rollout(scene) else {
            TitleRule([Span("Rollout", .title)], isFocused: true)
                .draw(on: &canvas, in: rest.takeTop())
            return Nothing(sentence: "It has not begun; the footer says why where it was refused.")
                .draw(scene, on: &canvas, in: rest)
        }
        drawHead(rollout, scene, on: &canvas, in: rest.takeTop(4))
        var right = rest.takeRight(rest.width >= 100 ? rest.width * 38 / 100 : 0)
        let steps = rollout.phase == .rollingBack || rollout.phase == .rolledBack
        let shown = steps ? rollout.steps.count : rollout.plan.steps.count
        drawSteps(rollout, shown, on: &canvas, in: rest.takeTop(min(shown + 2, rest.height / 2)))
        drawEntries(rollout, scene, on: &canvas, in: rest)
        guard right.width > 0 else { return }
        Divider(right.x - 1, right.y..<right.bottom).draw(on: &canvas)
        let output = output(of: rollout, scene)
        let back = output.isEmpty ? right.height - right.height / 2 : min(5, right.height / 4)
        drawBack(rollout, on: &canvas, in: right.takeBottom(back))
        let serving = output.isEmpty ? right.height : min(6, right.height / 2)
        drawServing(rollout, scene, on: &canvas, in: right.takeTop(serving))
        draw(output, on: &canvas, in: right)
    }

    /// What the program printed that changes or changed what is deployed.
    private func output(of rollout: Rollout, _ scene: Scene) -> [String] {
        rollout.plan.change.deployment.flatMap { scene.deployment($0) }?.output ?? []
    }

    private func draw(_ output: [String], on canvas: inout Canvas, in rect: Rect) {
        guard !output.isEmpty, rect.height > 1 else { return }
        var rest = rect
        TitleRule(
            [Span("Output", .title)],
            note: [Span("\(Format.count(output.count)) lines", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        for line in output.suffix(rest.height) {
            let row = rest.takeTop()
            canvas.put(line.cut(to: max(0, row.width - 5)), row.x + 3, row.y, .text)
        }
    }

    private func drawHead(
        _ rollout: Rollout,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let by = "by \(rollout.begun?.actor.user ?? "")"
        TitleRule(
            [Span(rollout.name, .title), Span(" \(rollout.plan.summary)", .accent)],
            note: [Span("plan \(rollout.hash.prefix(8)) · \(by)", .muted)],
            isFocused: true
        ).draw(on: &canvas, in: rest.takeTop())
        let began = rollout.begun.map { scene.second($0.at) } ?? ""
        var line = rollout.look
        line.append("   started \(began)", .muted)
        if let last = rollout.last, rollout.isOver {
            line.append("   ended \(scene.second(last.at))", .muted)
        }
        canvas.put(line, rest.x + 3, rest.y, limit: rest.width - 4)
        let said = rollout.last?.what ?? ""
        canvas.put(said.cut(to: rest.width - 4), rest.x + 3, rest.y + 1, .text)
    }

    private func drawSteps(
        _ rollout: Rollout,
        _ shown: Int,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        TitleRule([Span("Steps", .title)], isFocused: false).draw(on: &canvas, in: rest.takeTop())
        for (index, step) in rollout.steps.prefix(shown).enumerated() {
            let row = rest.takeTop()
            guard !row.isEmpty else { return }
            let isBack = index >= rollout.plan.steps.count
            let sign = rollout.progress(of: index).look
            var line: Line = [sign, Span(isBack ? " back  " : " ", .warn)]
            line.append(step.call, sign.role == .muted ? .muted : .text)
            canvas.put(line.cutMiddle(to: row.width - 5), row.x + 3, row.y)
        }
    }

    private func drawEntries(
        _ rollout: Rollout,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        guard rest.height > 1 else { return }
        let note: Line = [Span("\(rollout.entries.count) entries of the journal", .muted)]
        TitleRule([Span("Calls", .title)], note: note, isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        let end = rollout.entries.count - min(top, rollout.entries.count)
        for entry in rollout.entries[..<end].suffix(rest.height) {
            let row = rest.takeTop()
            let took = entry.took.map { Format.took(milliseconds: $0) } ?? ""
            let sign = entry.outcome.look().spans.first ?? Span(" ", .text)
            let line: Line = [
                Span(scene.second(entry.at) + " ", .muted), sign, Span(entry.what, .text),
            ]
            canvas.put(line.cutMiddle(to: row.width - 14), row.x + 3, row.y)
            canvas.put(took, row.right - Width.of(took) - 2, row.y, .muted)
        }
    }

    /// What serves there now.
    private func drawServing(
        _ rollout: Rollout,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect
    ) {
        var rest = rect
        let deployment = rollout.plan.change.deployment.flatMap { scene.deployment($0) }
        TitleRule(
            [Span("Serving now", .title)],
            note: [Span(deployment?.kind ?? "", .muted)],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        guard let deployment else { return }
        for one in deployment.serving {
            let row = rest.takeTop()
            guard !row.isEmpty else { return }
            var line: Line = [one.state.look, Span(" v\(one.version)".padded(to: 8), .strong)]
            if let share = one.share {
                line.append(bar(share, of: 100, width: 10), .accent)
                line.append(" \(share) %", .text)
            }
            if let ready = one.ready {
                line.append("   \(ready) of \(one.wanted ?? ready) ready", .muted)
            }
            canvas.put(line, row.x + 3, row.y, limit: row.width - 4)
        }
        canvas.put(wrapping: deployment.message, in: rest.inset, .muted)
    }

    private func drawBack(_ rollout: Rollout, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        TitleRule([Span("The way back", .title)], isFocused: false)
            .draw(on: &canvas, in: rest.takeTop())
        let words =
            rollout.isOver
            ? "R plans the way back to what served before."
            : rollout.isInterrupted
                ? "It was interrupted: P goes on, R goes back. Nothing is done by itself."
                : "It goes back by itself where a step fails. A crash now would offer to resume"
                    + " or to roll back at the next start."
        canvas.put(wrapping: words, in: rest.inset, .muted)
    }
}

extension Rect {
    /// Without the columns that areas leave free.
    fileprivate var inset: Rect { Rect(x + 3, y, max(0, width - 5), height) }
}

/// A bar of heavy and light cells.
func bar(_ part: Int, of whole: Int, width: Int) -> String {
    let done = whole > 0 ? min(width, max(0, part * width / whole)) : 0
    return String(repeating: "━", count: done) + String(repeating: "─", count: width - done)
}

extension Rollout {
    /// Its sign and phase.
    var look: Line {
        if isInterrupted { return [Span("▲ ", .warn), Span("interrupted", .warn)] }
        let now = steps.indices.first { progress(of: $0) == .running }
        let step = now.map { " step \($0 + 1) of \(plan.steps.count)" } ?? ""
        switch phase {
        case .applying:
            return [
                Span("► ", .info), Span(isHeld ? "held" : "under way", .info), Span(step, .text),
            ]
        case .rollingBack: return [Span("↶ ", .warn), Span("rolling back", .warn)]
        case .done: return [Span("✓ ", .ok), Span("done", .text)]
        case .rolledBack: return [Span("↶ ", .warn), Span("rolled back", .warn)]
        case .failed: return [Span("✗ ", .critical), Span("failed", .critical)]
        }
    }
}

extension Rollout.Progress {
    /// Its sign.
    var look: Span {
        switch self {
        case .waiting: Span("○", .muted)
        case .running: Span("►", .info)
        case .done: Span("✓", .ok)
        case .failed: Span("✗", .critical)
        }
    }
}

extension Deployment.State {
    /// Its sign.
    var look: Span {
        switch self {
        case .healthy: Span("●", .ok)
        case .progressing: Span("►", .info)
        case .failed: Span("◆", .critical)
        case .absent: Span("–", .muted)
        case .unknown: Span("○", .muted)
        }
    }
}
