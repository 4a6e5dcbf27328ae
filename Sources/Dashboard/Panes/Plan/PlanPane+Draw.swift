import Entities
import TUI

extension PlanPane {
    /// The dialog: the confirmation is always visible, what is above it scrolls.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let body = lines(scene, width: min(104, rect.width - 4) - 4)
        let confirmation = confirmation(scene)
        let wanted = body.count + confirmation.count + 4
        let size = Size(min(104, rect.width - 4), min(wanted, rect.height - 2))
        var inner = Frame(title, note: note(scene))
            .draw(on: &canvas, in: rect.centred(size))
        var below = inner.takeBottom(min(inner.height, confirmation.count + 1))
        let most = max(0, body.count - inner.height)
        for (row, line) in body.dropFirst(min(top, most)).prefix(inner.height).enumerated() {
            draw(line, on: &canvas, Rect(inner.x, inner.y + row, inner.width, 1))
        }
        if most > 0, min(top, most) < most {
            canvas.put(
                "↓ \(most - min(top, most)) more",
                inner.right - 10,
                inner.bottom - 1,
                .muted
            )
        }
        draw(.rule("Confirmation", ""), on: &canvas, below.takeTop())
        for line in confirmation { draw(line, on: &canvas, below.takeTop()) }
        guard needsText(scene) else { return }
        let last = Rect(inner.x + 2, below.y - 1, inner.width - 4, 1)
        field.draw(sign: "› ", on: &canvas, in: last)
    }

    /// A row of the dialog.
    enum Row {
        case rule(String, String)
        case text(Line, note: Line = [])
    }

    private func draw(_ row: Row, on canvas: inout Canvas, _ rect: Rect) {
        guard !rect.isEmpty else { return }
        switch row {
        case .rule(let title, let note):
            canvas.fill(rect, "─", .border)
            canvas.put(" \(title) ", rect.x + 1, rect.y, .title)
            guard !note.isEmpty else { return }
            canvas.put(" \(note) ", rect.right - Width.of(note) - 3, rect.y, .muted)
        case .text(let line, let note):
            let room = rect.width - 4 - (note.width > 0 ? note.width + 2 : 0)
            canvas.put(line.cutMiddle(to: max(8, room)), rect.x + 2, rect.y)
            if note.width > 0, note.width < rect.width - 12 {
                canvas.put(note, rect.right - 2 - note.width, rect.y)
            }
        }
    }

    private var title: Line {
        let sentence = change.sentence
        return [Span(sentence.prefix(1).uppercased() + sentence.dropFirst(), .title)]
    }

    private func note(_ scene: Scene) -> Line {
        guard let proposal = proposal(scene) else { return [] }
        return [
            Span("plan ", .muted), Span(proposal.name, .accent),
            Span(" made \(scene.clock(proposal.made))", .muted),
        ]
    }

    private func lines(_ scene: Scene, width: Int) -> [Row] {
        guard let proposal = proposal(scene) else {
            guard let failure = failure(scene) else {
                return [.text([Span("planning…", .muted)])]
            }
            return [.text([Span("✗ ", .critical), Span(failure.message, .text)])]
        }
        return place(proposal, scene) + differences(proposal.plan) + gates(proposal)
            + calls(proposal.plan) + back(proposal.plan)
    }

    private func place(_ proposal: Proposal, _ scene: Scene) -> [Row] {
        let plan = proposal.plan
        var line: Line = [Span(change.source.name, .strong)]
        if !change.source.context.isEmpty { line.append(" in \(change.source.context)", .muted) }
        if let from = plan.from { line.append("   now v\(from)", .text) }
        return [.text(line, note: [Span(plan.untouched, .muted)])]
    }

    private func differences(_ plan: Plan) -> [Row] {
        guard !plan.differences.isEmpty else { return [] }
        return [.rule("What changes", "")]
            + plan.differences.map { one in
                .text([
                    Span(one.label.padded(to: 14) + " ", .muted), Span("− ", .critical),
                    Span(one.before.isEmpty ? "–" : one.before, .text), Span("   + ", .ok),
                    Span(one.after.isEmpty ? "–" : one.after, .strong),
                ])
            }
    }

    private func gates(_ proposal: Proposal) -> [Row] {
        guard !proposal.gates.isEmpty else { return [] }
        let counts = GateResult.Verdict.allCases.compactMap { verdict -> String? in
            let count = proposal.gates.count { $0.verdict == verdict }
            return count == 0 ? nil : "\(verdict.look.text) \(count) \(verdict.rawValue)"
        }
        return [.rule("Gates", counts.joined(separator: "  "))]
            + proposal.gates.map { gate in
                let why = waivers[gate.name].map { "waived: \"\($0)\"" } ?? gate.evidence
                return .text(
                    [gate.verdict.look, Span(" \(gate.name)", .text)],
                    note: [Span(why.cut(to: 60), .muted)]
                )
            }
    }

    private func calls(_ plan: Plan) -> [Row] {
        guard !plan.steps.isEmpty else { return [] }
        return [
            .rule("Exact calls and waits", "\(plan.calls) of \(plan.steps.count) change something")
        ]
            + plan.steps.enumerated().map { index, step in
                let isCall = step.kind == .call || step.kind == .check
                return .text([
                    Span("\(index + 1)".padded(to: 3, right: true) + "  ", .muted),
                    Span(step.call, isCall ? .text : .muted),
                ])
            }
    }

    private func back(_ plan: Plan) -> [Row] {
        guard !plan.back.isEmpty else { return [] }
        let way = plan.back.filter { $0.kind == .call }.map(\.call).joined(separator: ", then ")
        return [
            .rule("The way back", "by itself where a step fails; later by R"),
            .text([Span(way, .muted)]),
        ]
    }

    /// What it takes, the line for typing last.
    private func confirmation(_ scene: Scene) -> [Row] {
        guard let proposal = proposal(scene) else { return [] }
        if let refusal = proposal.refusal {
            return [.text([Span("✗ ", .critical), Span(refusal, .text)])]
        }
        if proposal.plan.steps.isEmpty {
            return [.text([Span("There is nothing to do: it is so already.", .text)])]
        }
        let untouched: Line = [Span("nothing has been changed yet", .muted)]
        if let gate = openGate(scene) {
            let ask: Line = [
                Span("✗ \(gate.name) fails. ", .critical),
                Span("Why is it waived? The reason is kept.", .text),
            ]
            return [.text(ask), .text([], note: [])]
        }
        if let typed = proposal.typed {
            let matched = field.text == typed
            let line: Line = [
                Span("Type ", .text), Span(typed, .strong), Span(" to carry it out", .text),
            ]
            let note: Line = matched ? [Span("✓ enter carries it out", .ok)] : untouched
            return [.text(line, note: note), .text([], note: [])]
        }
        let line: Line =
            isArmed
            ? [Span("enter", .key), Span(" again carries it out", .strong)]
            : [Span("enter", .key), Span(" twice carries it out", .text)]
        return [.text(line, note: untouched)]
    }
}

extension GateResult.Verdict {
    /// Its sign.
    var look: Span {
        switch self {
        case .pass: Span("✓", .ok)
        case .warn: Span("▲", .warn)
        case .fail: Span("✗", .critical)
        case .skipped: Span("–", .muted)
        }
    }
}
