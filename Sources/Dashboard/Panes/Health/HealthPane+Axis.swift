import Entities
import TUI

extension HealthPane {
    /// Clock times below the strips, and below them what changed, each at its column.
    func drawAxis(_ scene: Scene, on canvas: inout Canvas, _ cells: Rect, in rect: Rect) {
        guard rect.height > 0, let axis = landed.axis, cells.width > 0 else { return }
        let window = axis.last(cells.width)
        drawTimes(of: window, scene, on: &canvas, cells)
        var rows = Array(repeating: [Range<Int>](), count: rect.height - 1)
        let marks = scene.marks(in: window)
        let (own, others) = marks.divided { mark in
            current.map { mark.concerns($0.health, scene.deployment(of: $0.health)) } ?? false
        }
        for mark in own.reversed() + others.reversed() {
            guard let column = window.column(of: mark.at) else { continue }
            let isOwn = own.contains { $0.at == mark.at && $0.label == mark.label }
            let name = isOwn ? "" : " \(mark.name.cutMiddle(to: 16))"
            let texts = [mark.label.cut(to: 20) + name, mark.label.cut(to: 8), ""]
            put(mark, texts, isOwn, column, &rows, on: &canvas, cells)
        }
    }

    private func drawTimes(
        of window: TimeWindow,
        _ scene: Scene,
        on canvas: inout Canvas,
        _ cells: Rect
    ) {
        let right = cells.x + cells.width
        canvas.put("now", right - 3, cells.y, .muted)
        let extent = Extent(
            Double(window.start.milliseconds),
            Double(window.end.milliseconds)
        )
        let ticks = Ticks.time(
            extent,
            atMost: max(1, cells.width / 11),
            offset: scene.session.zone.offset(at: scene.now)
        )
        for tick in ticks {
            guard let column = window.column(of: Instant(milliseconds: Int64(tick.value))) else {
                continue
            }
            let label = "╵" + tick.label
            guard cells.x + column + Width.of(label) < right - 3 else { continue }
            canvas.put(label, cells.x + column, cells.y, .muted)
        }
    }

    /// Puts a mark into the first row where it and the first of the texts have room, on the right
    /// of it or on the left.
    private func put(
        _ mark: HealthMark,
        _ texts: [String],
        _ isOwn: Bool,
        _ column: Int,
        _ rows: inout [[Range<Int>]],
        on canvas: inout Canvas,
        _ cells: Rect
    ) {
        for text in texts {
            let width = text.isEmpty ? 0 : Width.of(text) + 1
            let starts = [column, column - width]
            for row in rows.indices {
                for start in starts where start >= 0 && start + width < cells.width {
                    let range = start..<start + width + 1
                    // A blank stays between two.
                    let wide = (range.lowerBound - 1)..<(range.upperBound + 1)
                    guard rows[row].allSatisfy({ !$0.overlaps(wide) }) else { continue }
                    rows[row].append(range)
                    let y = cells.y + 1 + row
                    canvas.put(mark.sign.text, cells.x + column, y, mark.sign.role)
                    let x = start == column ? column + 2 : start
                    canvas.put(text, cells.x + x, y, isOwn ? .text : .muted)
                    return
                }
            }
        }
    }
}

extension TimeWindow {
    /// Its last columns.
    func last(_ count: Int) -> TimeWindow {
        let first = max(0, columns - count)
        return TimeWindow(start: moment(first), step: step, columns: columns - first)
    }
}

extension Array {
    /// Those of which something is so, and the others.
    func divided(_ isFirst: (Element) -> Bool) -> (first: [Element], second: [Element]) {
        (filter(isFirst), filter { !isFirst($0) })
    }
}
