import Entities
import TUI

extension Dashboard {
    /// The picture.
    public func draw() -> Canvas {
        var canvas = Canvas(size)
        guard size.width >= Dashboard.least.width, size.height >= Dashboard.least.height else {
            drawTooSmall(on: &canvas)
            return canvas
        }
        Header(dashboard: self).draw(on: &canvas)
        let body = Rect(0, 1, size.width, size.height - 2)
        views[views.count - 1].draw(scene, on: &canvas, in: body)
        for dialog in dialogs { dialog.draw(scene, on: &canvas, in: Rect(size)) }
        // The prompt takes the footer's row; what other dialogs leave of it is not veiled.
        if !(dialogs.last is any Prompting) {
            Footer(hints: hints, notice: notice).draw(on: &canvas)
        }
        return canvas
    }

    private func drawTooSmall(on canvas: inout Canvas) {
        let least = "\(Dashboard.least.width)x\(Dashboard.least.height)"
        let sentence = "mldeck needs \(least); this is \(size.width)x\(size.height)"
        let x = max(0, (size.width - Width.of(sentence)) / 2)
        canvas.put(sentence.cut(to: size.width), x, size.height / 2, .text)
    }
}
