import TUI
import TestKit
import Testing

struct DetailTests {
    @Test func normal() {
        expectGolden(Figures.drawn(Figures.params, 44, 9), "detail-params")
        expectGolden(Figures.drawn(Figures.facts, 44, 5), "detail-facts")
    }

    @Test func notesGiveWayToValues() {
        let narrow = Figures.drawn(Figures.params, 28, 8).text
        #expect(!narrow.contains("was"))
        #expect(narrow.contains("1,800"))
    }

    @Test func aLongValueKeepsItsStartAndItsEnd() {
        let rows = [Detail.Row("objective", [Span("binary:logistic:of:a:long:name", .text)])]
        let text = Figures.drawn(Detail(rows), 32, 1).text
        #expect(text == "   objective   binar…:long:name\n")
    }

    @Test func rowsBeginAtTheTopRow() {
        var detail = Figures.params
        detail.top = 2
        let canvas = Figures.drawn(detail, 44, 3)
        #expect(
            canvas.text.split(separator: "\n").map { $0.prefix(8) } == [
                "▌  eta  ", "   n_rou", "   subsa",
            ]
        )
        detail.top = 99
        #expect(Figures.drawn(detail, 44, 3) == Canvas(Size(44, 3)))
    }

    @Test func noSizeCrashesOrDrawsOutside() {
        for width in 0..<40 {
            for height in 0..<4 {
                var canvas = Canvas(Size(width + 2, height + 1))
                Figures.params.draw(on: &canvas, in: Rect(1, 1, width, height))
                canvas.clear(Rect(1, 1, width, height))
                let isInside = canvas == Canvas(canvas.size)
                #expect(isInside)
            }
        }
    }
}
