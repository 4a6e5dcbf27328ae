import Entities
import TUI

extension QueryPane {
    /// The chart, and below it or beside it every series with its values.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        TitleRule(title, note: note, isFocused: true).draw(on: &canvas, in: rest.takeTop())
        let notices = notices
        HealthPane.draw(notices, on: &canvas, in: rest.takeTop(min(notices.count, 3)))
        guard let shown, !shown.series.isEmpty else {
            return drawNothing(scene, on: &canvas, in: rest)
        }
        let rows = min(shown.series.count + 1, max(3, rest.height / 3))
        let legend = rest.takeBottom(rows + 1)
        var chart = QueryChart(answer: shown, cursor: cursor)
        if !failures.isEmpty { chart.staleSince = shown.window.end }
        chart.figure(scene).draw(on: &canvas, in: rest)
        drawLegend(shown, on: &canvas, in: legend)
    }

    private var title: Line { [Span(query.isEmpty ? "PromQL" : query.cut(to: 90), .title)] }

    private var note: Line {
        guard let window = shown?.window else { return [] }
        let step = isCurrent ? "step \(HealthSpan.written(step: window.step))" : "reading…"
        return [
            Span("last ", .muted), Span(span.written, .text), Span(" · ", .muted),
            Span("+ -", .key), Span(" zoom · \(step)", .muted),
        ]
    }

    private var notices: [Line] {
        let failing = failures.map { failure -> Line in
            [Span("▲ ", .warn), Span(failure.message, .text)]
        }
        return failing
            + (shown?.warnings ?? []).map { [Span("▲ ", .warn), Span($0, .text)] }
    }

    private func drawNothing(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        guard failures.isEmpty else { return }
        let sentence =
            query.isEmpty
            ? "/ asks: any expression of PromQL, as in rate(http_requests_total[5m])"
            : shown != nil
                ? "The expression is right, and gives nothing in the last \(span.written)."
                : "reading…"
        Nothing(sentence: sentence).draw(scene, on: &canvas, in: rect)
    }

    private func drawLegend(_ answer: RangeQuery.Answer, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let count = answer.series.count
        let hidden = count - QueryChart.most
        TitleRule(
            [Span("Series", .title), Span(" \(Format.count(count))", .accent)],
            note: hidden > 0
                ? [Span("the first \(QueryChart.most) are drawn · j k scroll", .muted)] : [],
            isFocused: false
        ).draw(on: &canvas, in: rest.takeTop())
        let column = cursor.flatMap { answer.window.column(of: $0) }
        let columns = [
            Table.Column("#", isRight: true), Table.Column("labels", limit: 120),
            Table.Column(column == nil ? "last" : "at cursor", isRight: true),
            Table.Column("least", isRight: true, rank: 20),
            Table.Column("greatest", isRight: true, rank: 20),
        ]
        let common = answer.commonLabels
        let shown = answer.series.indices.dropFirst(top).prefix(max(0, rest.height - 1))
        let format = MetricFormat(shown.compactMap { answer.series[$0].last })
        let rows = shown.map { index in
            let series = answer.series[index]
            let measured = series.values.filter { !$0.isNaN }
            let values = [series.value(at: column), measured.min(), measured.max()]
            let number = index < QueryChart.most ? "\(index + 1)" : "+"
            return Table.Row(
                cells: [
                    .text(Span(number, Role.series(index + 1) ?? .muted)),
                    .text(Span(series.name(without: common), .text)),
                ]
                    + zip(values, [Role.strong, .muted, .muted]).map { value, role in
                        value.map { .text(Span(format.string($0), role)) } ?? .absent
                    }
            )
        }
        Table(columns: columns, rows: rows, isFocused: false).draw(on: &canvas, in: rest)
    }
}

extension RangeQuery.Answer {
    /// The labels that all series have alike.
    var commonLabels: Set<String> {
        guard let first = series.first, series.count > 1 else { return [] }
        let alike = first.labels.filter { name, value in
            series.allSatisfy { $0.labels[name] == value }
        }
        return Set(alike.keys)
    }
}

extension RangeQuery.Line {
    /// The value of a column, or else the last; nil where there is none.
    fileprivate func value(at column: Int?) -> Double? {
        guard let column else { return last }
        return values.indices.contains(column) && !values[column].isNaN ? values[column] : nil
    }

    /// The labels that tell it from others: `job="a", model="b"`.
    func name(without common: Set<String>) -> String {
        let pairs = labels.filter { !common.contains($0.key) }.sorted { $0.key < $1.key }
        let name = pairs.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: ", ")
        return name.isEmpty ? "{}" : name
    }
}
