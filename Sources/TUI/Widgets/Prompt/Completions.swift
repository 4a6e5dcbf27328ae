/// What a text that is being typed may become, as a list above its prompt.
public struct Completions: Equatable, Sendable {
    /// One of them.
    public struct Item: Equatable, Sendable {
        /// What it writes.
        public var text: String
        /// What it is.
        public var summary: String

        /// A completion.
        public init(_ text: String, _ summary: String = "") {
            self.text = text
            self.summary = summary
        }
    }

    /// All of them, the likeliest first.
    public var items: [Item]
    /// The one that is chosen; nil while the text is taken as it is.
    public var choice: Int?

    /// A list of which none is chosen.
    public init(_ items: [Item], choice: Int? = nil) {
        self.items = items
        self.choice = choice
    }

    /// The rows it takes above a prompt on a screen of so many rows.
    public func rows(of height: Int) -> Int { min(items.count, max(0, min(10, height - 4))) }

    /// The choice so many steps on, round and round; nil where there is none.
    public func chosen(by step: Int) -> Int? {
        guard !items.isEmpty else { return nil }
        return choice.map { ($0 + step + items.count) % items.count }
            ?? (step > 0 ? 0 : items.count - 1)
    }

    /// Names have what room there is; summaries keep a third of it.
    private func textWidth(of shown: ArraySlice<Item>, in room: Int) -> Int {
        let longest = shown.map { Width.of($0.text) }.max() ?? 0
        let isPlain = shown.allSatisfy(\.summary.isEmpty)
        return min(longest, isPlain ? room : room * 2 / 3)
    }

    /// Draws as many as there are rows, the chosen one always among them.
    public func draw(on canvas: inout Canvas, in rect: Rect) {
        let first = max(0, min((choice ?? 0) - rect.height / 2, items.count - rect.height))
        let shown = items.dropFirst(first).prefix(rect.height)
        let width = textWidth(of: shown, in: rect.width - 4)
        for (row, item) in shown.enumerated() {
            let y = rect.y + row
            canvas.put(item.text.cutMiddle(to: width), rect.x + 3, y, .text)
            let room = rect.width - width - 7
            canvas.put(item.summary.cut(to: room), rect.x + width + 6, y, .muted)
            guard first + row == choice else { continue }
            canvas.select(Rect(rect.x, y, rect.width, 1))
            canvas.put("▌", rect.x, y, .accent)
        }
    }
}
