import Entities
import TUI

extension AlertsPane {
    /// What the rule compares, an hour back, with its limit, and when it became pending and fired.
    func drawCourse(
        _ row: AlertRow,
        _ scene: Scene,
        on canvas: inout Canvas,
        in rect: Rect,
        of size: Size
    ) {
        guard !rect.isEmpty, let question = course(in: size) else { return }
        var rest = rect
        let comparison = row.alert.rule.flatMap { Comparison($0.expression) }
        // It meets the line beside it.
        var rule = rest.takeTop()
        rule.width += rect.width < size.width ? 1 : 0
        TitleRule(
            [Span("Around the alert", .title)],
            note: [
                Span("last 60 min", .muted),
                Span(comparison.map { " · ╌ \($0.sign) \($0.limit)" } ?? "", .warn),
            ],
            isFocused: false
        ).draw(on: &canvas, in: rule)
        let feed = scene.catalog.feed(question)
        guard let answer = feed?.answer else {
            let sentence = feed?.failure?.reason.sentence ?? "reading…"
            canvas.put(sentence.cut(to: rest.width - 4), rest.x + 3, rest.y, .muted)
            return
        }
        var chart = QueryChart(answer: answer.only(row.alert))
        chart.thresholds = comparison.flatMap { Double($0.limit) }.map { [$0] } ?? []
        chart.events = events(row, scene)
        rest.width -= rect.width < size.width ? 1 : 0
        chart.figure(scene).draw(on: &canvas, in: rest)
    }

    private func events(_ row: AlertRow, _ scene: Scene) -> [LineChart.Event] {
        let moments = row.alert.moments.map {
            LineChart.Event(Double($0.at.milliseconds), $0.sign.text, $0.sign.role)
        }
        return moments
            + changes(of: row, scene).map {
                LineChart.Event(Double($0.at.milliseconds), $0.sign.text, $0.sign.role)
            }
    }
}

extension RangeQuery.Answer {
    /// The series that an alert is about; all, where its labels tell none.
    fileprivate func only(_ alert: Alert) -> RangeQuery.Answer {
        let own = series.filter { line in
            line.labels.allSatisfy { $0.key == "__name__" || alert.labels[$0.key] == $0.value }
        }
        var answer = self
        if !own.isEmpty { answer.series = own }
        return answer
    }
}
