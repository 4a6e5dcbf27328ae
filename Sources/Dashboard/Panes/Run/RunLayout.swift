import TUI

/// Where the areas of the run pane stand.
struct RunLayout {
    /// Each area with its rule.
    var areas: [RunArea: Rect] = [:]
    /// The first row of facts, below the title.
    var summary = Rect(Size(0, 0))

    /// Below so many columns areas stand below each other.
    static let wide = 100

    /// Lists on the left, charts on the right; on a narrow screen lists and charts share it.
    init(rows: [RunArea: Int], focus: RunArea, in rect: Rect) {
        var rest = rect
        _ = rest.takeTop()
        summary = rest.takeTop()
        let isWide = rect.width >= RunLayout.wide
        // More than lists need is given to charts.
        let left = isWide ? min(60, rest.width * 48 / 100) : rest.width
        var lists: [RunArea] = [.params, .metrics, .facts, .files]
        if !isWide {
            // A chart keeps six rows; the lists that keys do not go to give way.
            let isChart = focus == .charts
            lists = isChart ? [] : lists
            let chartRows = isChart ? rest.height : max(0, min(9, rest.height / 2))
            areas[.charts] = rest.takeBottom(chartRows)
        } else {
            areas[.charts] = Rect(rest.x + left, rest.y, rest.width - left, rest.height)
        }
        place(lists, rows, focus, in: Rect(rest.x, rest.y, left, rest.height))
    }

    /// Each list gets the rows it needs; what is too much is taken from the longest.
    private mutating func place(
        _ lists: [RunArea],
        _ rows: [RunArea: Int],
        _ focus: RunArea,
        in rect: Rect
    ) {
        var shown = lists
        while shown.count * 2 > rect.height, let last = shown.last(where: { $0 != focus }) {
            shown.removeAll { $0 == last }
        }
        var heights = shown.map { min(rect.height, max(1, rows[$0] ?? 0) + 1) }
        while heights.reduce(0, +) > rect.height {
            let others = heights.indices.filter { shown[$0] != focus && heights[$0] > 4 }
            let all = heights.indices.filter { heights[$0] > 2 }
            let longest = (others.isEmpty ? all : others).max { heights[$0] < heights[$1] }
            guard let longest else { break }
            heights[longest] -= 1
        }
        var rest = rect
        for (area, height) in zip(shown, heights) { areas[area] = rest.takeTop(height) }
    }
}

extension RunPane {
    func layout(in rect: Rect) -> RunLayout {
        let rows = RunArea.allCases.map { ($0, lists.count(of: $0)) }
        return RunLayout(rows: Dictionary(uniqueKeysWithValues: rows), focus: area, in: rect)
    }

    /// The rows of an area below its rule.
    func rowsSeen(of area: RunArea, _ layout: RunLayout) -> Int {
        guard let rect = layout.areas[area] else { return 1 }
        return area == .charts ? 1 : max(1, rect.height - 1)
    }
}
