/// Breaking sentences into rows.
extension String {
    /// The text in rows of at most `width` cells, broken at blanks, and in words that are longer.
    ///
    /// Its own lines stay lines.
    func wrapped(to width: Int) -> [String] {
        guard width > 0 else { return [] }
        return split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .flatMap { $0.isEmpty ? [""] : String($0).wrappedLine(to: width) }
    }

    private func wrappedLine(to width: Int) -> [String] {
        var rows: [String] = []
        var row = ""
        for word in split(separator: " ") {
            var word = String(word)
            if !row.isEmpty, Width.of(row) + 1 + Width.of(word) > width {
                rows.append(row)
                row = ""
            }
            while Width.of(word) > width, case let piece = word.prefix(cells: width), !piece.isEmpty
            {
                rows.append(piece)
                word.removeFirst(piece.count)
            }
            row += (row.isEmpty ? "" : " ") + word
        }
        return row.isEmpty ? rows : rows + [row]
    }
}

extension Canvas {
    /// Puts a sentence into a rectangle, in as many rows as it takes; `…` ends one that is too long.
    public mutating func put(wrapping text: String, in rect: Rect, _ role: Role) {
        guard !rect.isEmpty else { return }
        var rows = text.wrapped(to: rect.width)
        if rows.count > rect.height {
            let rest = rows[(rect.height - 1)...].joined(separator: " ")
            rows = rows.prefix(rect.height - 1) + [rest.cut(to: rect.width)]
        }
        for (index, row) in rows.enumerated() { put(row, rect.x, rect.y + index, role) }
    }
}
