import TUI

extension Canvas {
    private static let cell = (width: 9, height: 19)

    /// The picture as SVG, letters in the reader's own monospaced font.
    func svg(_ theme: Theme) -> String {
        let (width, height) = (size.width * Self.cell.width, size.height * Self.cell.height)
        let ground = theme.ground.background?.css ?? "#000000"
        var parts = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" \
            font-family="DejaVu Sans Mono, monospace" font-size="15">
            <rect width="100%" height="100%" fill="\(ground)"/>
            """
        ]
        for y in 0..<size.height { parts += svgRow(y, theme) }
        return parts.joined(separator: "\n") + "\n</svg>\n"
    }

    /// One rectangle and one text for each stretch of cells that look alike.
    private func svgRow(_ y: Int, _ theme: Theme) -> [String] {
        var parts: [String] = []
        var x = 0
        while x < size.width {
            let style = self.style(x, y, theme)
            var end = x + 1
            while end < size.width, self.style(end, y, theme) == style { end += 1 }
            parts += stretch(x..<end, y, style, theme)
            x = end
        }
        return parts
    }

    private func style(_ x: Int, _ y: Int, _ theme: Theme) -> Theme.Style {
        theme.style(of: self[x, y].role, selected: self[x, y].selected, in: .trueColour)
    }

    private func stretch(
        _ columns: Range<Int>,
        _ y: Int,
        _ style: Theme.Style,
        _ theme: Theme
    ) -> [String] {
        let left = columns.lowerBound * Self.cell.width
        let width = columns.count * Self.cell.width
        var (front, back) = (style.foreground?.css ?? "#d0d0d0", style.background?.css)
        if style.attributes.contains(.reverse) {
            (front, back) = (theme.ground.background?.css ?? "#000000", front)
        }
        var parts: [String] = []
        if let back, back != theme.ground.background?.css {
            let top = y * Self.cell.height
            parts.append(
                """
                <rect x="\(left)" y="\(top)" width="\(width)" height="\(Self.cell.height)" \
                fill="\(back)"/>
                """
            )
        }
        let text = columns.map { self[$0, y].characters }.joined()
        guard text.contains(where: { $0 != " " }) else { return parts }
        let weight = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
        parts.append(
            """
            <text x="\(left)" y="\(y * Self.cell.height + 15)" textLength="\(width)" \
            xml:space="preserve" fill="\(front)"\(weight)>\(text.escapedForXML)</text>
            """
        )
        return parts
    }
}

extension Theme.Colour {
    fileprivate var css: String? {
        rgb.map { rgb in
            let digits = String(rgb, radix: 16)
            return "#" + String(repeating: "0", count: 6 - digits.count) + digits
        }
    }
}

extension String {
    fileprivate var escapedForXML: String {
        reduce(into: "") { escaped, character in
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            default: escaped.append(character)
            }
        }
    }
}
