import Entities
import TUI

extension LogPane {
    /// The lines that are there.
    var lines: [LogLine] { shown?.lines ?? [] }

    /// The place of the cursor among them.
    var place: Int? {
        guard !lines.isEmpty else { return nil }
        return cursor.flatMap { id in lines.firstIndex { $0.id >= id } } ?? lines.count - 1
    }

    /// The cells that a line's text has.
    var textWidth: Int { max(1, layout.lines.width - 4 - gutter) }

    /// The cells of the numbers.
    var gutter: Int {
        guard isNumbered else { return 0 }
        return Width.of(Format.count(shown?.count.number ?? 0)) + 2
    }

    /// The places that are seen from one on; fewer lines than there is room for end at the last.
    func fitting(startingAt first: Int) -> Range<Int> {
        var (end, rows) = (first, 0)
        while end < lines.count {
            rows += height(of: end)
            guard rows <= max(1, layout.lines.height) || end == first else { break }
            end += 1
        }
        let isShort = end == lines.count && rows < layout.lines.height
        return isShort ? fitting(endingAt: end) : first..<end
    }

    /// The places that are seen where one ends them.
    func fitting(endingAt end: Int) -> Range<Int> {
        var (first, rows) = (end, 0)
        while first > 0 {
            rows += height(of: first - 1)
            guard rows <= max(1, layout.lines.height) || first == end else { break }
            first -= 1
        }
        return first..<end
    }

    private func height(of place: Int) -> Int {
        isWrapped ? rows(of: lines[place]).1.count : 1
    }

    /// A line with the rows that it takes where lines are wrapped.
    func rows(of line: LogLine) -> (LogText, [Range<Int>]) {
        let most = max(1, layout.lines.height)
        let text = LogText(line, limit: textWidth * most, marking: filter)
        return (text, text.rows(of: textWidth, most: most))
    }

    /// Moves the cursor by lines, and what is seen as little as needed.
    mutating func move(by count: Int) -> [Effect] {
        guard let place else { return [] }
        stop()
        let next = min(max(0, place.saturatingAdd(count)), lines.count - 1)
        cursor = lines[next].id
        if next < visible.lowerBound { top = lines[next].id }
        if next >= visible.upperBound { top = lines[fitting(endingAt: next + 1).lowerBound].id }
        askFurther()
        return []
    }

    /// Scrolls by screens or parts of them, the cursor with it.
    mutating func scroll(by share: Double) -> [Effect] {
        guard let place else { return [] }
        stop()
        let step = Int(Double(max(1, visible.count)) * share)
        let first = min(max(0, visible.lowerBound + step), lines.count - 1)
        top = lines[fitting(startingAt: first).lowerBound].id
        cursor = lines[min(max(0, place + step), lines.count - 1)].id
        askFurther()
        return []
    }

    /// Stands still, whatever is written.
    mutating func stop() {
        guard isFollowing else { return }
        origin = .offset(top ?? 0)
    }

    /// Follows from now on.
    mutating func follow() { (origin, top, cursor, wanted) = (.end, nil, nil, nil) }

    /// Goes to a line that may not be there yet.
    mutating func go(to id: Int) {
        (origin, wanted) = (.offset(id), id)
    }

    /// Asks for lines around what is seen, before those that are there come to an end.
    private mutating func askFurther() {
        guard let shown, let top, let first = lines.firstIndex(where: { $0.id >= top }) else {
            return
        }
        let isNearStart = first < visible.count && !shown.isAtStart
        let isNearEnd = lines.count - first < 2 * visible.count && !shown.isAtEnd
        if isNearStart || isNearEnd { origin = .offset(top) }
    }

    /// Goes to the next line that holds what is looked for, or to the one before.
    mutating func goToHit(forward: Bool) -> [Effect] {
        guard filter != nil else { return [.notify("nothing is looked for; / does")] }
        if isFolded { return move(by: forward ? 1 : -1) }
        let cursor = cursor ?? 0
        let ids = (hits?.lines ?? []).map(\.id)
        let next = forward ? ids.first { $0 > cursor } : ids.last { $0 < cursor }
        if let next {
            go(to: next)
            return []
        }
        let isAll = forward ? hits?.isAtEnd : hits?.isAtStart
        let place = forward ? "below" : "above"
        return [.notify(isAll == true ? "nothing \(place) holds it" : "still searching; again")]
    }
}
