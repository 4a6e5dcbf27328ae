import Entities
import TUI

extension FilesPane {
    /// The tree on the left, the beginning of a file on the right.
    public func draw(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        let left = rect.width * (rect.width < 100 ? 1 : 48) / (rect.width < 100 ? 2 : 100)
        let tree = Rect(rect.x, rect.y, left, rect.height)
        let preview = Rect(rect.x + left, rect.y, rect.width - left, rect.height)
        drawTree(scene, on: &canvas, in: tree)
        drawPreview(scene, on: &canvas, in: preview)
        Divider(preview.x - 1, preview.y..<preview.bottom).draw(on: &canvas)
    }

    private func drawTree(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        TitleRule(
            [Span("Files", .title), Span(" \(Format.count(rows.count))", .muted)],
            isFocused: !isReading
        ).draw(on: &canvas, in: rest.takeTop())
        // The last column is that of the line between the areas.
        rest.width -= 1
        let feed = scene.catalog.feed(Artifacts(of: owner))
        guard !rows.isEmpty else {
            let text = feed?.failure?.message ?? (feed == nil ? "reading…" : "There are no files.")
            let place = Rect(3, rest.y, rect.width - 5, rest.height)
            canvas.put(wrapping: text, in: place, .muted)
            return
        }
        Tree(
            rows[cursor.visible.clamped(to: 0..<rows.count)].map(branch),
            current: cursor.rank - cursor.top,
            isFocused: !isReading
        ).draw(on: &canvas, in: rest)
    }

    private func branch(_ row: Row) -> Tree.Row {
        let isOpen = opened.contains(row.file.path)
        return Tree.Row(
            lasts: Array(row.lasts.dropFirst()),
            fold: row.file.isFolder ? (isOpen ? .open : .closed) : nil,
            [Span(row.file.name, row.file.isFolder ? .strong : .text)],
            end: [Span(row.file.size.map(Format.bytes) ?? "", .muted)]
        )
    }

    private func drawPreview(_ scene: Scene, on canvas: inout Canvas, in rect: Rect) {
        var rest = rect
        let file = current
        TitleRule(
            [Span(file?.path.cutMiddle(to: max(4, rect.width - 24)) ?? "", .title)],
            note: [Span(file?.size.map(Format.bytes) ?? "", .muted)],
            isFocused: isReading
        ).draw(on: &canvas, in: rest.takeTop())
        guard let file, !file.isFolder else { return }
        let feed = scene.catalog.feed(preview(of: file))
        if let failure = feed?.failure {
            let place = Rect(rect.x + 2, rest.y, rect.width - 4, rest.height)
            canvas.put(wrapping: failure.message, in: place, .text)
            return
        }
        for (index, line) in lines(scene).dropFirst(top).prefix(rest.height).enumerated() {
            canvas.put(line.cut(to: rect.width - 3), rect.x + 2, rest.y + index, .text)
        }
    }

    /// The beginning of the file under the cursor: its text, or its bytes where it is none.
    func lines(_ scene: Scene) -> [String] {
        guard let file = current, !file.isFolder,
            let answer = scene.catalog.feed(preview(of: file))?.answer
        else { return [] }
        let more = answer.isCut ? ["… the first \(Format.bytes(Int64(answer.bytes.count)))"] : []
        guard answer.bytes.isText else { return answer.bytes.hexadecimal + more }
        let text = String(decoding: answer.bytes, as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        return lines.map { String($0).replacing("\t", with: "    ") } + more
    }
}

extension [UInt8] {
    /// Whether it is text: what has a zero in it is not.
    fileprivate var isText: Bool { !contains(0) }

    /// Sixteen bytes a line.
    fileprivate var hexadecimal: [String] {
        stride(from: 0, to: Swift.min(count, 4096), by: 16).map { start in
            self[start..<Swift.min(count, start + 16)].map { byte in
                (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }.joined(separator: " ")
        }
    }
}
