import TUI
import TestKit
import Testing

struct TreeTests {
    @Test func normal() { expectGolden(Figures.drawn(Figures.lineage, 100, 9), "tree-lineage") }

    @Test func narrow() { expectGolden(Figures.drawn(Figures.lineage, 44, 9), "tree-narrow") }

    @Test func foldsAreSeen() {
        let rows: [Tree.Row] = [
            .init(fold: .open, [Span("model", .text)]),
            .init(lasts: [false], [Span("MLmodel", .text)], end: [Span("1.1 kB", .muted)]),
            .init(lasts: [true], fold: .closed, [Span("eval", .text)]),
        ]
        let text = Figures.drawn(Tree(rows), 30, 3).text
        #expect(text == "   ▾ model\n   ├─ MLmodel          1.1 kB\n   └─ ▸ eval\n")
    }

    @Test func rowsBeginAtTheTopRow() {
        var tree = Figures.lineage
        tree.top = 7
        #expect(Figures.drawn(tree, 60, 2).text.hasPrefix("      └─ ▸ ✓ run explain"))
    }

    @Test func noSizeCrashesOrDrawsOutside() {
        for width in 0..<60 {
            for height in 0..<4 {
                var canvas = Canvas(Size(width + 2, height + 1))
                Figures.lineage.draw(on: &canvas, in: Rect(1, 1, width, height))
                canvas.clear(Rect(1, 1, width, height))
                let isInside = canvas == Canvas(canvas.size)
                #expect(isInside)
            }
        }
    }
}
