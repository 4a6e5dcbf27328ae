import Entities
import TUI

extension ServicePane {
    /// The values of now, the charts, and beside them what there is to say.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let layout = Layout(rect)
        drawHead(scene, on: &canvas, in: layout.head)
        guard let health, !health.lines.isEmpty else {
            return drawNothing(scene, on: &canvas, in: layout.charts)
        }
        let isBeside = !layout.facts.isEmpty
        if isBeside || !isTurned { drawCharts(scene, on: &canvas, in: layout.charts) }
        guard isBeside || isTurned else { return }
        let facts = isBeside ? layout.facts : layout.charts
        drawFacts(health, scene, on: &canvas, in: facts)
        guard isBeside else { return }
        Divider(layout.charts.right, facts.y..<facts.bottom).draw(on: &canvas)
    }

    private func drawHead(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        var title: Line = [state.look, Span(" \(id.name.cutMiddle(to: 40))", .title)]
        let deployment = health.flatMap { scene.deployment(of: $0) }
        if let health {
            let serves = health.serves(deployment)
            title.append(" " + serves.text.cutMiddle(to: 30), .muted)
        }
        TitleRule(title, note: note, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        guard !rest.isEmpty, health != nil || failure != nil else { return }
        var x = rest.x + 3
        for part in headParts(deployment, scene) {
            let isFirst = x == rest.x + 3
            guard isFirst || x + part.width < rest.right else { break }
            x = canvas.put(part, x, rest.y, limit: rest.right - 1 - x) + 3
        }
    }

    private var note: Line {
        guard let window = shown?.window else { return [] }
        let step = isCurrent ? "step \(HealthSpan.written(step: window.step))" : "reading…"
        return [
            Span("last ", .muted), Span(span.written, .text), Span(" · ", .muted),
            Span("+ -", .key), Span(" zoom · \(step)", .muted),
        ]
    }

    /// What is wrong, then the values of now, those first that are to hold something.
    private func headParts(_ deployment: Deployment?, _ scene: Scene) -> [Line] {
        var parts = trouble(scene).map { [$0] } ?? []
        if let health { parts += values(of: health) }
        if let since = deployment?.since, let version = deployment?.version {
            let age = Format.age(milliseconds: scene.now.milliseconds(since: since))
            parts.append([Span("v\(version) ", .text), Span("since \(age)", .muted)])
        }
        return parts
    }

    /// That the source does not answer, or why it does as it does where no objective says it.
    private func trouble(_ scene: Scene) -> Line? {
        if let failure {
            let (since, next) = (failure.since, failure.next)
            let isStale = shown != nil
            return HealthPane.notice(failure.reason, since, next, isStale: isStale, scene)
        }
        guard let health else { return nil }
        let isTold = health.objectives.contains { health[$0.measure] != nil }
        guard !isTold || state == .stale || health[.ready] == 0 else { return nil }
        let why = health.why.isEmpty ? "" : ": \(health.why)"
        return [Span(state.word, state.look.role), Span(why, .text)]
    }

    private func values(of health: Health) -> [Line] {
        let told = health.objectives.filter { health[$0.measure] != nil }
        let held = told.map { objective -> Line in
            let (measure, value) = (objective.measure, health[objective.measure] ?? .nan)
            let look = health.look(of: objective, isStale: state == .stale)
            return [
                look, Span(" \(measure.word) \(measure.shown(value)) ", look.role),
                Span("objective \(objective.shownLimit)", .muted),
            ]
        }
        let others: [Measure] = [.rate, .errors, .p95, .mean, .queue, .ready]
        let rest = others.filter { measure in !told.contains { $0.measure == measure } }
        return held
            + rest.compactMap { measure -> Line? in
                health[measure].map { value in
                    let role: Role = state == .stale ? .stale : .text
                    return [Span("\(measure.word) ", .muted), Span(measure.shown(value), role)]
                }
            }
    }

    /// What is said where there is nothing to draw.
    private func drawNothing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty, failure == nil else { return }
        let name = id.name.cutMiddle(to: 40)
        let sentence =
            shown == nil
            ? (scene.catalog.sources.contains { $0.id == id.source }
                ? "reading…" : "There is no source \(id.source.name.cutMiddle(to: 40)).")
            : health == nil
                ? "\(id.source.name) measures nothing that is called \(name)."
                : "Nothing is measured of \(name)."
        canvas.put(sentence.cut(to: rect.width - 4), rect.x + 3, rect.y + 1, .muted)
    }
}
