import Entities
import TUI

extension HealthPane {
    /// Whether everybody has said that nothing is measured there.
    func isUnmeasured(_ scene: Scene) -> Bool {
        guard landed.rows.isEmpty else { return false }
        let checks = scene.catalog[SourceChecks()]
        return !landed.isEmpty
            || scene.catalog.sources.allSatisfy { source in
                guard let check = checks[source.id], check.isOver else { return false }
                return check.answer?.capabilities.contains(.health) != true
            }
    }

    /// What is said where no row is: that it is being read, what is wrong, or what was looked for,
    /// what was found, and what would make it appear.
    func drawNothing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        if !landed.rows.isEmpty {
            return Nothing(sentence: "No service's name holds these words.")
                .draw(scene, on: &canvas, in: rect)
        }
        let feeds = landed.question.map { scene.catalog[$0] } ?? [:]
        let hasFailed = feeds.contains { $0.value.answer == nil && $0.value.failure != nil }
        guard isUnmeasured(scene), !hasFailed else {
            return Nothing(sentence: "reading…").draw(scene, on: &canvas, in: rect)
        }
        drawUnmeasured(on: &canvas, in: rect)
    }

    private func drawUnmeasured(on canvas: inout Canvas, in rect: Rect) {
        let x = rect.x + (rect.width < 100 ? 3 : 14)
        let room = rect.right - 1 - x
        var y = rect.y + (rect.height < 16 ? 0 : 2)
        func put(_ line: Line, _ column: Int = 0) {
            if y < rect.bottom { canvas.put(line, x + column, y, limit: room - column) }
        }
        let sentence =
            landed.isEmpty
            ? "No source measures how the models do that serve."
            : "Nothing that is measured is of a model that serves."
        put([Span(sentence, .strong)])
        y += 2
        put([Span("looked for", .muted)])
        put([Span("found", .muted)], 24)
        put([Span("what would make it appear", .muted)], 37)
        for finding in Self.findings {
            y += 1
            put([Span(finding.label, .text)])
            put([landed.isEmpty ? Span("–", .muted) : Span("no service", .muted)], 24)
            put([Span(finding.hint + "  ", .muted), Span(finding.typed, .strong)], 37)
        }
        y += 1
        for choice in Choice.all where "12".contains(choice.digit) {
            y += 1
            put([Span(String(choice.digit), .key), Span("   \(choice.title)", .strong)])
            if room > 70 { put([Span(choice.note, .muted)], 32) }
        }
    }

    private static let findings = [
        (
            label: "a Prometheus server", hint: "a source in config.yaml of",
            typed: "kind: prometheus"
        ),
        (label: "PROMETHEUS_URL", hint: "in the environment:", typed: "PROMETHEUS_URL=…"),
        (
            label: "a server's own metrics", hint: "a source in config.yaml of",
            typed: "kind: scrape"
        ),
    ]
}

extension Feed {
    /// Whether an answer or a failure has come.
    fileprivate var isOver: Bool { answer != nil || failure != nil }
}
