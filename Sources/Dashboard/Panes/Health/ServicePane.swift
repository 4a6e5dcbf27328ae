import Entities
import TUI

/// How one thing does that serves: charts of what is measured above each other, what it is to
/// hold, its versions beside each other, and what changed.
public struct ServicePane: View {
    let id: Health.ID
    var span: HealthSpan
    /// Where the cursor stands; nil while there is none.
    var cursor: Instant?
    /// The first chart that is shown.
    var top = 0
    /// Whether a narrow screen shows the facts in place of the charts.
    var isTurned = false
    private(set) var isNarrow = false
    /// The last answer: the old picture stays until the next one is there.
    private(set) var shown: Healths.Answer?
    private(set) var isCurrent = false
    private(set) var failure: (reason: Failure, since: Instant?, next: Instant?)?
    private(set) var panels: [ServicePanel] = []
    private var alerts = LandedAlerts()
    /// What rules say of the service, of those of which anything is wrong.
    private(set) var ownAlerts: [Alert] = []
    /// How many charts have room.
    private(set) var panelsSeen = 1

    init(_ id: Health.ID, span: HealthSpan = .usual) { (self.id, self.span) = (id, span) }

    /// The service, as in `health/prometheus/churn-api?span=6h`.
    public func locator(_ scene: Scene) -> Locator {
        let context = id.source.context
        let query = [
            span == .usual ? nil : Locator.Setting("span", span.setting),
            context.isEmpty ? nil : Locator.Setting("context", context),
        ]
        return Locator(
            pane: "health",
            path: [id.source.name, id.name],
            query: query.compactMap(\.self)
        )
    }

    init(_ locator: Locator) {
        let context = locator.values("context").first ?? ""
        let source = Source.ID(locator.path.first ?? "", context: context)
        let name = locator.path.dropFirst().joined(separator: "/")
        self.init(Health.ID(source: source, name: name))
        span = locator.values("span").first.flatMap { HealthSpan($0) } ?? .usual
    }

    /// All, then the service.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["health", id.name] }

    /// The service with its versions apart, what serves there, what changed, and
    /// what rules say.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        [
            Ask(question(in: size)), Ask(Deployments()), Ask(Rollouts()), Ask(AliasMoves()),
            Ask(Alerts()),
        ]
    }

    /// About two columns a cell, so many that they are whole minutes for most spans.
    private func question(in size: Size) -> Healths {
        let dots = (Layout(Rect(size)).charts.width - 10) * 2
        let columns = dots < 60 ? max(2, dots) : dots / 60 * 60
        return Healths(span: span.seconds, columns: columns, of: id)
    }

    /// Takes over what has come.
    public mutating func settle(_ scene: Scene, in size: Size) {
        let layout = Layout(Rect(size))
        isNarrow = layout.facts.isEmpty
        let feed = scene.catalog.feed(question(in: size))
        failure = feed?.failure.map { ($0, feed?.failedSince, feed?.nextTry) }
        isCurrent = feed?.answer != nil
        let areAlertsNew = alerts.settle(scene)
        let answer = feed?.answer.flatMap { $0 == shown ? nil : $0 }
        if let answer {
            shown = answer
            panels = health.map(ServicePanel.all) ?? []
        }
        if areAlertsNew || answer != nil { ownAlerts = health.map(alerts(of:)) ?? [] }
        panelsSeen = max(1, min(panels.count, layout.charts.height / Self.leastRows))
        top = max(0, min(top, panels.count - panelsSeen))
    }

    private func alerts(of health: Health) -> [Alert] {
        Array(alerts.active.lazy.filter { $0.concerns(health) }.prefix(LandedAlerts.most))
    }

    /// The rows of a chart with its rule and its axis.
    private static let leastRows = 6

    /// The service as it was last answered.
    var health: Health? { shown?.services.first { $0.id == id } ?? shown?.services.first }

    /// How it does; what a source says that does not answer any more is stale.
    var state: Health.State { failure == nil ? health?.state ?? .noData : .stale }

    /// The columns on the screen: they go on until now where nothing comes any more.
    func axis(_ scene: Scene) -> Extent? {
        guard let window = shown?.window, window.columns > 0 else { return nil }
        let half = Double(window.step) / 2
        let end = Double(window.end.milliseconds) + half
        let now = failure == nil ? end : Double(scene.now.milliseconds)
        return Extent(Double(window.start.milliseconds) - half, max(end, now))
    }
}

extension ServicePane {
    /// Where the areas stand: facts beside the charts where there is room for both.
    struct Layout {
        let head: Rect
        let charts: Rect
        let facts: Rect

        init(_ rect: Rect) {
            var rest = rect
            head = rest.takeTop(min(2, rect.height))
            let width = rect.width < 100 ? 0 : min(62, rect.width * 35 / 100)
            facts = rest.takeRight(width)
            // The line between them.
            _ = rest.takeRight(width > 0 ? 1 : 0)
            charts = rest
        }
    }
}
