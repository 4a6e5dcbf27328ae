import Entities
import TUI

/// What an expression of PromQL gives over time, each series by its number.
public struct QueryPane: View {
    private(set) var query: String
    private let source: String?
    private let context: String
    var span: HealthSpan
    /// Where the cursor stands; nil while there is none.
    var cursor: Instant?
    /// The first series of the legend.
    var top = 0
    /// The last answer: the old picture stays until the next one is there.
    private(set) var shown: RangeQuery.Answer?
    private(set) var isCurrent = false
    private(set) var failures: [Failure] = []

    init(_ locator: Locator) {
        query = locator.values("q").first ?? locator.path.joined(separator: "/")
        source = locator.values("source").first
        context = locator.values("context").first ?? ""
        span = locator.values("span").first.flatMap { HealthSpan($0) } ?? .usual
    }

    /// The expression and how far back is looked: `query?q=up&span=6h&source=prom`.
    public func locator(_ scene: Scene) -> Locator {
        let settings = [
            query.isEmpty ? nil : Locator.Setting("q", query),
            span == .usual ? nil : Locator.Setting("span", span.setting),
            source.map { Locator.Setting("source", $0) },
            context.isEmpty ? nil : Locator.Setting("context", context),
        ]
        return Locator(pane: "query", query: settings.compactMap(\.self))
    }

    /// Its name, then the expression.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["query", query].filter { !$0.isEmpty } }

    /// The expression.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        query.isEmpty ? [] : [Ask(question(in: size))]
    }

    /// About two columns a cell, so many that they are whole minutes for most spans.
    private func question(in size: Size) -> RangeQuery {
        let dots = max(30, (size.width - 12) * 2)
        return RangeQuery(
            query,
            span: span.seconds,
            columns: dots / 30 * 30,
            of: source.map { Source.ID($0, context: context) }
        )
    }

    /// Takes over what has come: of several sources all series, each with its source's name.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let feeds = scene.catalog[question(in: size)]
        failures = feeds.sorted { $0.key < $1.key }.compactMap(\.value.failure)
        let answers = feeds.compactMapValues(\.answer)
        isCurrent = !answers.isEmpty
        guard var first = answers.min(by: { $0.key < $1.key })?.value else { return }
        if answers.count > 1 {
            first.series = answers.sorted { $0.key < $1.key }.flatMap { source, answer in
                answer.series.map { line in
                    var labels = line.labels
                    labels["source"] = source.name
                    return RangeQuery.Line(labels: labels, values: line.values)
                }
            }
        }
        shown = first
        top = max(0, min(top, first.series.count - 1))
    }

    /// Puts another expression.
    mutating func ask(_ query: String) {
        guard query != self.query else { return }
        (self.query, shown, cursor, top) = (query, nil, nil, 0)
    }
}

extension QueryPane: Asking {
    /// Asks what was typed.
    public mutating func receive(_ reply: Reply, _ scene: Scene) -> [Effect] {
        if case .search(let text) = reply { ask(text.trimmed) }
        return []
    }
}
