extension Line {
    /// The line in at most `width` cells: the middle goes, two thirds stay for the end.
    public func cutMiddle(to width: Int) -> Line {
        guard self.width > width else { return self }
        guard width > 0 else { return [] }
        let tail = width > 4 ? (width - 1) * 2 / 3 : 0
        var start = fitting(width - 1 - tail, spans)
        start.append(Span("…", start.last?.role ?? spans.first?.role ?? .muted))
        let end = fitting(tail, spans.reversed(), fromEnd: true)
        return Line(start + end.reversed())
    }

    /// The spans that fit into so many cells, the last of them cut.
    private func fitting(_ cells: Int, _ spans: [Span], fromEnd: Bool = false) -> [Span] {
        var left = cells
        var result: [Span] = []
        for span in spans where left > 0 {
            var kept: [Character] = []
            for character in fromEnd ? Array(span.text.reversed()) : Array(span.text) {
                let width = Width.of(String(character))
                guard width <= left else {
                    left = 0
                    break
                }
                kept.append(character)
                left -= width
            }
            result.append(Span(String(fromEnd ? kept.reversed() : kept), span.role))
        }
        return result
    }
}
