import Entities
import TUI

/// A log, followed at its end: lines by their levels, or only those that hold something.
public struct LogPane: View {
    /// Whose log it is.
    let name: String
    private(set) var source: Source.ID
    /// From where lines are asked for: at the end it is followed.
    var origin = Window.Origin.end
    /// What was typed to be looked for, and what it means; nil where it means nothing.
    var text = ""
    private(set) var filter: LogFilter?
    private(set) var complaint: String?
    /// Whether only lines that hold it are shown.
    var isFolded = true
    /// The line that the cursor stands on, and the first that is seen.
    var cursor: Int?
    var top: Int?
    /// The line that is gone to as soon as it is there.
    var wanted: Int?
    /// How many columns are scrolled over.
    var column = 0
    var isWrapped = false
    var isNumbered = false
    /// The last answer: the old picture stays until the next one is there.
    private(set) var shown: Logs.Answer?
    /// The lines near the cursor that hold what is looked for, where all lines are shown.
    private(set) var hits: Logs.Answer?
    /// The places in the answer that are seen.
    private(set) var visible = 0..<0
    private(set) var failure: (reason: Failure, since: Instant?)?
    private(set) var layout = Layout(Rect(0, 0, 0, 0), isFiltered: false)

    init(_ deployment: Deployment.ID) {
        (name, source) = (deployment.name, deployment.log)
    }

    init(_ locator: Locator) {
        name = locator.path.joined(separator: "/")
        source = Logs.source(of: name, context: locator.values("context").first ?? "")
        look(for: locator.values("filter").first ?? "")
        let shown = locator.values("show")
        isFolded = !shown.contains("all")
        (isWrapped, isNumbered) = (shown.contains("wrapped"), shown.contains("numbers"))
        if let place = locator.values("at").first.flatMap({ Int($0) }) {
            (origin, top, cursor) = (.offset(place), place, place)
        }
    }

    /// Whose log, and what of it, as in `log/churn-api?filter=timeout&at=120331`.
    public func locator(_ scene: Scene) -> Locator {
        var query = text.isEmpty ? [] : [Locator.Setting("filter", text)]
        if !text.isEmpty, !isFolded { query.append(Locator.Setting("show", "all")) }
        if isWrapped { query.append(Locator.Setting("show", "wrapped")) }
        if isNumbered { query.append(Locator.Setting("show", "numbers")) }
        if !isFollowing, let top { query.append(Locator.Setting("at", "\(top)")) }
        if !source.context.isEmpty { query.append(Locator.Setting("context", source.context)) }
        return Locator(pane: "log", path: [name], query: query)
    }

    /// All logs, then this one.
    public func breadcrumbs(_ scene: Scene) -> [String] { ["log", name] }

    /// Whether the end is shown, whatever is written.
    var isFollowing: Bool { origin == .end }

    /// What is shown: all lines, or those that hold what is looked for.
    private var question: Logs { Logs(of: source, filter: isFolded ? filter : nil) }

    /// What is seen with two screens on either side, all lines always: they keep the log open.
    public func questions(_ scene: Scene, in size: Size) -> [Ask] {
        let height = max(1, size.height)
        let rows =
            switch origin {
            case .start: 0..<(3 * height)
            case .end: (-3 * height)..<0
            case .offset: (-2 * height)..<(3 * height)
            }
        let asks = [Ask(question, Window(rows: rows, from: origin))]
        guard let filter else { return asks }
        if isFolded { return asks + [Ask(Logs(of: source), Window(from: .end))] }
        let near = Window(rows: (-height)..<height, from: .offset(cursor ?? 0))
        return asks + [Ask(Logs(of: source, filter: filter), near)]
    }

    /// Takes over what has come.
    public mutating func settle(_ scene: Scene, in size: Size) {
        find(in: scene.catalog.sources)
        layout = Layout(Rect(size), isFiltered: !text.isEmpty)
        let feed = scene.catalog.feed(question)
        failure = feed?.failure.map { ($0, feed?.failedSince) }
        if let answer = feed?.answer, answer != shown, isMeant(answer) { shown = answer }
        hits = filter.flatMap { scene.catalog.feed(Logs(of: source, filter: $0))?.answer }
        arrange()
    }

    /// Whether an answer is to what is asked now, not to what was asked before.
    private func isMeant(_ answer: Logs.Answer) -> Bool {
        let isEmpty = answer.lines.isEmpty && answer.found.number > 0
        return answer.window.origin == origin && !isEmpty
    }

    /// The log of this name in any context, where none is named.
    private mutating func find(in sources: [Source]) {
        guard source.context.isEmpty, !sources.contains(where: { $0.id == source }) else { return }
        source = sources.first { $0.logged == name }?.id ?? source
    }

    /// Looks for a text, or behind a `~` for an expression; shows all where there is none.
    mutating func look(for text: String) {
        self.text = text
        (filter, complaint) = (nil, nil)
        guard !text.isEmpty else { return }
        do throws(FilterError) {
            filter = try LogFilter(text)
        } catch {
            complaint = error.message
        }
    }

    /// Finds the lines that are seen.
    private mutating func arrange() {
        guard let lines = shown?.lines, !lines.isEmpty else {
            visible = 0..<0
            return
        }
        if origin == .start, shown?.window.origin == .start {
            (origin, top, cursor) = (.offset(lines[0].id), lines[0].id, lines[0].id)
        }
        if let id = wanted, shown?.window.origin == origin {
            let place = lines.firstIndex { $0.id >= id } ?? lines.count - 1
            (cursor, wanted) = (lines[place].id, nil)
            top = lines[max(0, place - layout.lines.height / 3)].id
        }
        if isFollowing {
            // Until the end is there, what was seen stays.
            guard shown?.window.origin == .end else { return }
            visible = fitting(endingAt: lines.count)
            (top, cursor) = (lines[visible.lowerBound].id, lines[lines.count - 1].id)
        } else {
            let first = top.flatMap { top in lines.firstIndex { $0.id >= top } } ?? lines.count
            visible = fitting(startingAt: first)
        }
    }
}

extension LogPane {
    /// Where the areas stand: a rule, what is looked for, and the lines.
    struct Layout {
        let rule: Rect
        let filter: Rect
        let lines: Rect

        init(_ rect: Rect, isFiltered: Bool) {
            var rest = rect
            rule = rest.takeTop()
            filter = rest.takeTop(isFiltered ? 1 : 0)
            lines = rest
        }
    }
}
